using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Tests.Pipelines;

public sealed class PipelineInputTests
{
    private static readonly Pipeline<int, int> Empty = Pipeline.Start<int>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void AddStage_WithoutAName_IsRefused(string? name) =>
        Assert.Equal("name", Assert.ThrowsAny<ArgumentException>(() => Empty.AddStage(name!, x => x)).ParamName);

    [Fact]
    public void AddStage_WithATakenName_NamesIt()
    {
        var error = Assert.Throws<ArgumentException>(() => Empty.AddStage("read", x => x).AddSplit("read", x => new[] { x }));

        Assert.Contains("'read'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddStage_WithoutAFunction_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => Empty.AddStage("a", (Func<int, int>)null!));
        Assert.Throws<ArgumentNullException>(() => Empty.AddStage("a", (Func<int, CancellationToken, ValueTask<int>>)null!));
        Assert.Throws<ArgumentNullException>(() => Empty.AddSplit("a", (Func<int, IEnumerable<int>>)null!));
        Assert.Throws<ArgumentNullException>(
            () => Empty.AddSplit("a", (Func<int, CancellationToken, IAsyncEnumerable<int>>)null!));
    }

    [Fact]
    public void AddStage_WithAFunctionThatGivesTasks_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Empty.AddStage("a", x => Task.FromResult(x)));
        Assert.Throws<ArgumentException>(() => Empty.AddStage("a", x => ValueTask.FromResult(x)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000)]
    public void AddStage_WithAParallelismOutOfRange_IsRefused(int parallel) => Assert.Equal(
        "maxParallel", Assert.Throws<ArgumentOutOfRangeException>(() => Empty.AddStage("a", x => x, parallel)).ParamName);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void BufferAndChunk_OutOfRange_AreRefused(int size)
    {
        Assert.Equal(
            "bufferSize",
            Assert.Throws<ArgumentOutOfRangeException>(() => Empty.AddStage("a", x => x, bufferSize: size)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PipelineOptions { BufferSize = size });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PipelineOptions { ChunkSize = size });
    }

    [Fact]
    public void Run_WithoutASource_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => Empty.Run((IEnumerable<int>)null!, cancellationToken: Token));
        Assert.Throws<ArgumentNullException>(() => Empty.Run((IAsyncEnumerable<int>)null!, cancellationToken: Token));
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_WhoseEveryItemThrows_GivesEachItsError()
    {
        var guard = TestContext.Current.CancellationToken;
        var pipeline = Empty
            .AddStage<int>("throws", x => throw new FormatException($"item {x}"), 2)
            .AddStage("never", x => x + 1);
        var run = pipeline.Run(Enumerable.Range(0, 300), cancellationToken: guard);
        var position = 0;

        await foreach (var outcome in run)
        {
            Assert.Equal((position, OutcomeStatus.Failed, "throws"), (outcome.Position, outcome.Status, outcome.Stage));
            Assert.Equal($"item {position++}", outcome.Error!.Message);
        }

        Assert.Equal((300, 0), (run.Report.Failed, run.Report.Stages[1].In));
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_OfAFunctionThatCancelsItself_FailsItsItem()
    {
        var guard = TestContext.Current.CancellationToken;
        var pipeline = Empty.AddStage<int>("own", (_, _) => throw new OperationCanceledException("its own time was up"));

        await foreach (var outcome in pipeline.Run([7], cancellationToken: guard))
        {
            Assert.Equal(OutcomeStatus.Failed, outcome.Status);
        }
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_OfASplitThatGivesNull_FailsItsItem()
    {
        var guard = TestContext.Current.CancellationToken;
        var run = Empty
            .AddSplit<int>("null", x => x == 1 ? null! : [x])
            .AddSplit<int>("null later", (x, _) => x == 2 ? null! : AsyncEnumerable.Repeat(x, 1))
            .Run([0, 1, 2], cancellationToken: guard);
        List<string?> stages = [];

        await foreach (var outcome in run)
        {
            stages.Add(outcome.Stage);
        }

        Assert.Equal([null, "null", "null later"], stages);
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_OfASourceThatCannotBeOpened_GivesItsError()
    {
        var guard = TestContext.Current.CancellationToken;
        var run = Empty.Run(new Unopenable(), cancellationToken: guard);

        await Assert.ThrowsAsync<FormatException>(async () => await run.GetAsyncEnumerator(guard).MoveNextAsync());

        Assert.Equal(PipelineEnd.SourceFailed, run.Report.End);
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_EnumeratedTwice_IsRefused()
    {
        var guard = TestContext.Current.CancellationToken;
        await using var run = Empty.Run([1], cancellationToken: guard);
        _ = run.GetAsyncEnumerator(guard);

        Assert.Throws<InvalidOperationException>(() => run.GetAsyncEnumerator(guard));
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_EnumeratedAfterDisposal_IsRefused()
    {
        var guard = TestContext.Current.CancellationToken;
        var run = Empty.Run([1], cancellationToken: guard);
        await run.DisposeAsync();
        await run.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => run.GetAsyncEnumerator(guard));
        Assert.Equal(PipelineEnd.Open, run.Report.End);
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_WithAClockThatThrows_EndsWithTheError()
    {
        var guard = TestContext.Current.CancellationToken;
        var options = new PipelineOptions { TimeProvider = new BrokenClock() };
        var run = Empty.AddStage("a", x => x).Run(Enumerable.Range(0, 1_000), options, guard);

        await Assert.ThrowsAsync<NotSupportedException>(async () =>
        {
            await foreach (var outcome in run)
            {
                _ = outcome;
            }
        });

        Assert.Equal(PipelineEnd.Faulted, run.Report.End);
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_WhoseTokenHasACallbackThatThrows_StillEnds()
    {
        var guard = TestContext.Current.CancellationToken;
        var pipeline = Empty.AddStage("a", (x, token) =>
        {
            token.Register(() => throw new FormatException());
            return x == 5 ? throw new FormatException() : ValueTask.FromResult(x);
        });
        var run = pipeline.Run(Enumerable.Range(0, 100), new() { OnFailure = StageFailurePolicy.Stop }, guard);

        await foreach (var outcome in run)
        {
            Assert.Equal(outcome.Position < 5, outcome.IsSuccess);
        }

        Assert.Equal(PipelineEnd.StoppedByFailure, run.Report.End);
    }

    private sealed class Unopenable : IEnumerable<int>
    {
        public IEnumerator<int> GetEnumerator() => throw new FormatException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class BrokenClock : TimeProvider
    {
        private int _asked;

        public override long GetTimestamp() => Interlocked.Increment(ref _asked) == 6 ? throw new NotSupportedException() : 0;
    }
}
