using CsCheck;
using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Tests.Pipelines;

public sealed class PipelineBoundTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Run_OfAnySize_HoldsNoMoreThanItsBounds() => Gen
        .Select(Gen.Int[1, 4], Gen.Int[1, 20], Gen.Int[1, 30], Gen.Enum<OutcomeOrder>(), Gen.Bool)
        .SampleAsync(
            async (parallel, chunk, buffer, order, isAsync) =>
            {
                var (taken, given, most) = (0L, 0L, 0L);
                IEnumerable<int> Source()
                {
                    for (var i = 0; i < 1_000; i++)
                    {
                        most = Math.Max(most, ++taken - Volatile.Read(ref given));
                        yield return i;
                    }
                }

                var pipeline = Pipeline.Start<int>();
                pipeline = isAsync
                    ? pipeline.AddStage("a", (x, _) => ValueTask.FromResult(x), parallel)
                    : pipeline.AddStage("a", x => x, parallel);
                pipeline = pipeline.AddStage("b", x => x % 7 == 0 ? throw new FormatException() : x);
                var options = new PipelineOptions { ChunkSize = chunk, BufferSize = buffer, Order = order };
                await foreach (var outcome in pipeline.Run(Source(), options, Token))
                {
                    Volatile.Write(ref given, given + 1);
                }

                // Three buffers, one of them with as many that wait for their turn; what each worker, the source and the
                // consumer have in hand; and the item that is being given.
                var hand = Math.Min(chunk, buffer);
                Assert.InRange(most, 1, (buffer * 4) + (hand * 2 * (parallel + 1)) + (hand * 2) + 1);
            },
            iter: 15);

    [Fact(Timeout = Reading.Guard)]
    public async Task Run_OfAConsumerThatWaits_LetsTheSourceWaitToo()
    {
        var guard = TestContext.Current.CancellationToken;
        var taken = 0;
        var isFull = new TaskCompletionSource();
        const int Bound = (16 * 3) + (16 * 4) + (16 * 2) + 1;
        IEnumerable<int> Source()
        {
            while (true)
            {
                Assert.InRange(++taken, 1, Bound);
                if (taken >= 16 * 3)
                {
                    isFull.TrySetResult();
                }

                yield return taken;
            }
        }

        var options = new PipelineOptions { BufferSize = 16 };
        await using var run = Pipeline.Start<int>().AddStage("a", x => x).AddStage("b", x => x).Run(Source(), options, guard);
        await using var outcomes = run.GetAsyncEnumerator(guard);

        Assert.True(await outcomes.MoveNextAsync());
        await isFull.Task;

        Assert.Null(run.Report.Error);
        Assert.InRange(run.Report.Taken, 16, Bound);
    }

    [Theory(Timeout = Reading.Guard)]
    [InlineData(1, OutcomeOrder.Source)]
    [InlineData(3, OutcomeOrder.Source)]
    [InlineData(3, OutcomeOrder.Completion)]
    public async Task Run_OfAStageThatGivesMillionsForOne_StaysBounded(int parallel, OutcomeOrder order)
    {
        var guard = TestContext.Current.CancellationToken;
        var (made, got, most) = (0L, 0L, 0L);
        IEnumerable<int> Split(int x)
        {
            for (var i = 0; i < 1_000_000; i++)
            {
                most = Math.Max(most, Interlocked.Increment(ref made) - Volatile.Read(ref got));
                yield return x;
            }
        }

        var options = new PipelineOptions { BufferSize = 100, ChunkSize = 10, Order = order };
        var run = Pipeline.Start<int>().AddSplit("million", Split, parallel).AddStage("b", x => x).Run([1, 2, 3], options, guard);
        await foreach (var outcome in run)
        {
            Volatile.Write(ref got, got + 1);
            if (got == 30_000)
            {
                break;
            }
        }

        Assert.Equal(30_000, run.Report.Succeeded);
        Assert.InRange(most, 1, (100 * 3) + (10 * (parallel + 3)));
    }

    [Theory(Timeout = Reading.Guard)]
    [InlineData(OutcomeOrder.Source)]
    [InlineData(OutcomeOrder.Completion)]
    public async Task Run_OfAStageThatGivesNothing_EndsWithoutOutcomes(OutcomeOrder order)
    {
        var guard = TestContext.Current.CancellationToken;
        var options = new PipelineOptions { BufferSize = 2, Order = order };
        var run = Pipeline.Start<int>().AddSplit<int>("none", _ => [], 3).Run(Enumerable.Range(0, 10_000), options, guard);

        await foreach (var outcome in run)
        {
            Assert.Fail($"an outcome of {outcome.Position}");
        }

        Assert.Equal((10_000, 10_000, 0), (run.Report.Taken, run.Report.Stages[0].In, run.Report.Stages[0].Out));
    }
}
