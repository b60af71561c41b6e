using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class WorkerPoolCancellationTests
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CallTimeout_WorkThatIgnoresItsToken_IsReportedAtOnceWhileItsWorkerStaysBusy()
    {
        ManualTime time = new();
        await using WorkerPool pool = new(Pools.Options(1) with { CallTimeout = Allowed, Time = time });
        Gate gate = new();
        Task<int> call = pool.RunAsync(gate.PassAsync, Cancellation);
        await gate.Entered;

        time.Advance(Allowed);
        var error = await Assert.ThrowsAsync<WorkerTimeoutException>(() => call);
        WorkerPoolStatistics late = pool.Statistics;
        bool free = pool.TryStart(static () => Task.CompletedTask);
        gate.Open();
        int after = await pool.InvokeAsync(static _ => 1, Cancellation);

        Assert.Equal(Allowed, error.Allowed);
        Assert.Equal((1, 1, false), (late.TimedOut, late.Running, free));
        Assert.True(gate.Token.IsCancellationRequested);
        Assert.Equal((1, 0, 1, 1), (after, pool.Statistics.Running, pool.Statistics.Completed, pool.Statistics.TimedOut));
        Assert.Equal(0, time.ArmedTimers);
    }

    [Fact]
    public async Task CallTimeout_DoesNotCountTheWait()
    {
        ManualTime time = new();
        await using WorkerPool pool = new(Pools.Options(1) with { CallTimeout = Allowed, Time = time });
        TaskCompletionSource end = new();
        Assert.True(pool.TryStart(() => end.Task));

        Task<int> waiting = pool.InvokeAsync(static _ => 1, Cancellation);
        time.Advance(Allowed * 3);
        end.SetResult();

        Assert.Equal(1, await waiting);
    }

    [Fact]
    public async Task RunBatchAsync_OneItemHangs_OnlyItTimesOut()
    {
        ManualTime time = new();
        await using WorkerPool pool = new(Pools.Options(2) with { CallTimeout = Allowed, Time = time });
        Gate gate = new();

        Task<IReadOnlyList<ItemOutcome<int>>> batch = pool.RunBatchAsync(
            [0, 1, 2],
            (item, token) => item == 1 ? gate.PassAsync(token) : Task.FromResult(item),
            Cancellation);
        await gate.Entered;

        // The one worker left takes this call after it has ended all the others.
        await pool.InvokeAsync(static _ => 0, Cancellation);
        time.Advance(Allowed);
        IReadOnlyList<ItemOutcome<int>> outcomes = await batch;
        gate.Open();

        Assert.Equal([OutcomeStatus.Succeeded, OutcomeStatus.TimedOut, OutcomeStatus.Succeeded], outcomes.Select(static outcome => outcome.Status));
    }

    [Fact]
    public async Task RunAsync_CancelledWhileWaiting_NeverBegins()
    {
        await using WorkerPool pool = new(Pools.Options(1) with { QueueLength = 1 });
        var busy = await pool.OccupyAsync(1);
        using CancellationTokenSource source = new();
        int begun = 0;

        Task[] calls = [.. Enumerable.Range(0, 3).Select(_ => pool.InvokeAsync(_ => begun++, source.Token))];
        Task<int> last = pool.InvokeAsync(static _ => 9, Cancellation);
        await source.CancelAsync();
        foreach (Task call in calls)
        {
            var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
            Assert.Equal(source.Token, error.CancellationToken);
        }

        WorkerPoolStatistics statistics = pool.Statistics;
        await busy.OpenAsync();

        Assert.Equal(9, await last);
        Assert.Equal((0, 3, 1, 0), (begun, statistics.Cancelled, statistics.Queued, statistics.WaitingForRoom));
    }

    [Fact]
    public async Task RunAsync_CancelledWhileRunning_IsReportedAtOnce()
    {
        await using WorkerPool pool = Pools.Create(1);
        using CancellationTokenSource source = new();
        Gate gate = new();
        Task<int> call = pool.RunAsync(gate.PassAsync, source.Token);
        await gate.Entered;

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        int running = pool.Statistics.Running;
        gate.Open();

        Assert.Equal(1, running);
        Assert.True(gate.Token.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.RunAsync(gate.PassAsync, source.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_StormOfCancellations_EveryCallEndsAndNoWorkerIsLost(bool ownThreads)
    {
        await using WorkerPool pool = new(Pools.Options(4, ownThreads) with { QueueLength = 16 });
        CancellationTokenSource[] sources = [.. Enumerable.Range(0, 1_500).Select(static _ => new CancellationTokenSource())];

        Task<bool>[] calls = [.. sources.Select(source => Task.Run(() => EndsAsync(pool.RunAsync(YieldingAsync, source.Token))))];
        Parallel.ForEach(sources.Where(static (_, index) => index % 3 != 0), static source => source.Cancel());
        bool[] completed = await Task.WhenAll(calls);
        var all = await pool.OccupyAsync(4);
        await all.OpenAsync();

        Assert.All(completed.Where(static (_, index) => index % 3 == 0), Assert.True);
        WorkerPoolStatistics statistics = pool.Statistics;
        Assert.Equal((0, 0, 0), (statistics.Running, statistics.Queued, statistics.WaitingForRoom));
        Assert.Equal(completed.Count(static done => done) + 4, statistics.Completed);
        Array.ForEach(sources, static source => source.Dispose());
    }

    private static async Task<int> YieldingAsync(CancellationToken cancellationToken)
    {
        for (int step = 0; step < 5; step++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
        }

        return 1;
    }

    private static async Task<bool> EndsAsync(Task<int> call)
    {
        try
        {
            return await call == 1;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
