using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class WorkerPoolNestingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_FromInsideAtTheLimit_DoesNotDeadlock(bool ownThreads)
    {
        await using WorkerPool pool = Pools.Create(2, ownThreads);

        int[] depths = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => DescendAsync(pool, 6)));

        Assert.All(depths, static depth => Assert.Equal(6, depth));
        Assert.Equal(0, pool.Statistics.Running);
    }

    [Fact]
    public async Task InvokeAsync_FromInsideAtTheLimitBlocking_DoesNotDeadlock()
    {
        await using WorkerPool pool = Pools.Create(1, ownThreads: true);

        int result = await pool.InvokeAsync(_ => pool.InvokeAsync(_ => pool.InvokeAsync(static _ => 3, Cancellation).Result, Cancellation).Result, Cancellation);

        Assert.Equal(3, result);
    }

    [Fact]
    public async Task RunAsync_ManyInnerCallsOfOneCall_BorrowItsWorkerOneAfterTheOther()
    {
        await using WorkerPool pool = Pools.Create(1);
        int running = 0;
        int most = 0;

        int[] inner = await pool.RunAsync(
            _ => Task.WhenAll(Enumerable.Range(0, 200).Select(number => pool.RunAsync(
                async _ =>
                {
                    most = Math.Max(most, Interlocked.Increment(ref running));
                    await Task.Yield();
                    Interlocked.Decrement(ref running);
                    return number;
                },
                Cancellation))),
            Cancellation);

        Assert.Equal(Enumerable.Range(0, 200), inner);
        Assert.Equal(1, most);
        Assert.Equal((0, 0, 201), (pool.Statistics.Running, pool.Statistics.Queued, pool.Statistics.Completed));
    }

    [Fact]
    public async Task RunAsync_InnerCallThatOutlivesItsMaker_KeepsTheWorkerBusy()
    {
        await using WorkerPool pool = Pools.Create(1);
        Gate gate = new();
        Task<int>? inner = null;

        await pool.InvokeAsync(
            _ =>
            {
                inner = pool.RunAsync(gate.PassAsync, Cancellation);
                return 0;
            },
            Cancellation);
        bool free = pool.TryStart(static () => Task.CompletedTask);
        gate.Open();
        await inner!;

        Assert.False(free);
        Assert.True(pool.TryStart(static () => Task.CompletedTask));
    }

    [Fact]
    public async Task RunAsync_TwoPoolsThatCallEachOther_DoNotDeadlock()
    {
        await using WorkerPool first = Pools.Create(1, ownThreads: true);
        await using WorkerPool second = Pools.Create(1);

        int result = await first.RunAsync(_ => second.RunAsync(_ => first.RunAsync(_ => second.InvokeAsync(static _ => 4, Cancellation), Cancellation), Cancellation), Cancellation);

        Assert.Equal(4, result);
    }

    [Fact]
    public async Task RunBatchAsync_FromInsideAtTheLimit_GivesEveryOutcome()
    {
        await using WorkerPool pool = new(Pools.Options(1) with { QueueLength = 0 });

        var outcomes = await pool.RunAsync(token => pool.RunBatchAsync(Enumerable.Range(0, 20).ToList(), static (item, _) => Task.FromResult(item), token), Cancellation);

        Assert.Equal(Enumerable.Range(0, 20), outcomes.Select(static outcome => outcome.Value));
    }

    private static Task<int> DescendAsync(WorkerPool pool, int levels) => pool.RunAsync(
        async _ =>
        {
            await Task.Yield();
            return levels == 0 ? 0 : 1 + await DescendAsync(pool, levels - 1);
        },
        Cancellation);
}
