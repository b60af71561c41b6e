using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Tests.Pipelines;

public sealed class PipelineFlowTests
{
    [Fact(Timeout = Reading.Guard)]
    public async Task Run_WithASlowItem_LetsTheOneBeforeItOut()
    {
        var guard = TestContext.Current.CancellationToken;
        var gate = new TaskCompletionSource();
        var pipeline = Pipeline.Start<int>().AddStage("a", x => x).AddStage("b", x => Block(x, gate.Task)).AddStage("c", x => x);
        var outcomes = pipeline.Run(Enumerable.Range(0, 50), cancellationToken: guard).GetAsyncEnumerator(guard);

        Assert.True(await outcomes.MoveNextAsync());
        Assert.Equal(0, outcomes.Current.Value);
        gate.SetResult();
        await outcomes.DisposeAsync();

        static int Block(int x, Task gate)
        {
            if (x == 1)
            {
                ((IAsyncResult)gate).AsyncWaitHandle.WaitOne();
            }

            return x;
        }
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_OfASourceThatWaits_LetsOutWhatItGave()
    {
        var guard = TestContext.Current.CancellationToken;
        var gate = new TaskCompletionSource();
        var pipeline = Pipeline.Start<int>().AddStage("a", x => x).AddStage("b", (x, _) => ValueTask.FromResult(x), 3);
        var outcomes = pipeline.Run(Source(gate.Task), cancellationToken: guard).GetAsyncEnumerator(guard);

        for (var i = 0; i < 3; i++)
        {
            Assert.True(await outcomes.MoveNextAsync());
            Assert.Equal(i, outcomes.Current.Value);
        }

        gate.SetResult();
        Assert.False(await outcomes.MoveNextAsync());

        static async IAsyncEnumerable<int> Source(Task gate)
        {
            yield return 0;
            yield return 1;
            yield return 2;
            await gate;
        }
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_ByCompletion_LetsOthersPassASlowOne()
    {
        var guard = TestContext.Current.CancellationToken;
        var gate = new TaskCompletionSource();
        var pipeline = Pipeline.Start<int>().AddStage("wait", async (x, _) =>
        {
            await (x == 0 ? gate.Task : Task.CompletedTask);
            return x;
        }, maxParallel: 2);
        List<long> positions = [];

        await foreach (var outcome in pipeline.Run(Enumerable.Range(0, 500), new() { Order = OutcomeOrder.Completion }, guard))
        {
            positions.Add(outcome.Position);
            if (positions.Count == 499)
            {
                gate.SetResult();
            }
        }

        Assert.Equal(500, positions.Distinct().Count());
        Assert.Equal(0, positions[^1]);
    }

    [Theory(Timeout = Reading.Guard)]
    [InlineData(OutcomeOrder.Source)]
    [InlineData(OutcomeOrder.Completion)]
    public async Task Run_OfAParallelStage_WorksOnThatManyAtOnceAndNoMore(OutcomeOrder order)
    {
        var guard = TestContext.Current.CancellationToken;
        const int Parallel = 5;
        using var all = new SemaphoreSlim(0);
        var (active, most, entered) = (0, 0, 0);
        var pipeline = Pipeline.Start<int>().AddStage("meet", async (x, token) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref active));
            if (Interlocked.Increment(ref entered) % Parallel == 0)
            {
                all.Release(Parallel);
            }

            await all.WaitAsync(token);
            Interlocked.Decrement(ref active);
            return x;
        }, Parallel);

        var run = pipeline.Run(Enumerable.Range(0, Parallel * 20), new() { Order = order }, guard);
        var count = await CountAsync(run);

        Assert.Equal(Parallel * 20, count);
        Assert.Equal(Parallel, most);
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_OfSynchronousFunctionsThatMeet_LetsThemMeet()
    {
        var guard = TestContext.Current.CancellationToken;
        using var barrier = new Barrier(2);
        var pipeline = Pipeline.Start<int>().AddStage("meet", x =>
        {
            barrier.SignalAndWait(guard);
            return x;
        }, maxParallel: 2);

        Assert.Equal(40, await CountAsync(pipeline.Run(Enumerable.Range(0, 40), new() { ChunkSize = 1 }, guard)));
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task AddStage_ToAPipeline_LeavesItAsItWas()
    {
        var guard = TestContext.Current.CancellationToken;
        var one = Pipeline.Start<int>().AddStage("one", x => x + 1);
        var two = one.AddStage("two", x => $"{x}");

        Assert.Equal(["one"], one.Stages);
        Assert.Equal(["one", "two"], two.Stages);
        Assert.Equal(3, await CountAsync(one.Run([1, 2, 3], cancellationToken: guard)));
        await foreach (var outcome in two.Run([41], cancellationToken: guard))
        {
            Assert.Equal("42", outcome.Value);
        }
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_OfOnePipelineManyTimesAtOnce_KeepsThemApart()
    {
        var guard = TestContext.Current.CancellationToken;
        var pipeline = Pipeline.Start<int>().AddStage("a", x => x, 2).AddStage("b", (x, _) => ValueTask.FromResult(x), 2);

        await Parallel.ForAsync(0, 200, guard, async (n, token) =>
        {
            var run = pipeline.Run(Enumerable.Range(0, n), cancellationToken: token);
            Assert.Equal(n, await CountAsync(run));
            Assert.Equal(n, run.Report.Stages[1].Out);
        });
    }

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_InsideAStageOfTheSamePipeline_Works()
    {
        var guard = TestContext.Current.CancellationToken;
        Pipeline<int, int>? pipeline = null;
        pipeline = Pipeline.Start<int>().AddStage("nest", async (depth, token) => depth == 0
            ? 1
            : await CountAsync(pipeline!.Run([depth - 1, depth - 1], cancellationToken: token)), maxParallel: 2);

        Assert.Equal(2, await CountAsync(pipeline.Run([4, 4], cancellationToken: guard)));
    }

    private static async Task<int> CountAsync<T>(PipelineRun<T> run)
    {
        var count = 0;
        await foreach (var outcome in run)
        {
            count += outcome.IsSuccess ? 1 : 0;
        }

        return count;
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen;)
        {
            seen = Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
