using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class WorkerPoolShutdownTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DisposeAsync_DuringWork_FinishesEverything(bool ownThreads)
    {
        WorkerPool pool = new(Pools.Options(2, ownThreads) with { QueueLength = 5 });
        var busy = await pool.OccupyAsync(2);
        Task<int>[] calls = [.. Enumerable.Range(0, 20).Select(number => pool.InvokeAsync(_ => number, Cancellation))];

        ValueTask disposal = pool.DisposeAsync();
        bool waits = !disposal.IsCompleted;
        await busy.OpenAsync();
        await disposal;

        Assert.True(waits);
        Assert.All(calls, static call => Assert.True(call.IsCompleted));
        Assert.Equal(Enumerable.Range(0, 20), await Task.WhenAll(calls));
    }

    [Fact]
    public async Task StopAsync_Cancelled_CancelsWhatWaitsAndReportsWhatStillRuns()
    {
        WorkerPool pool = new(Pools.Options(2) with { QueueLength = 3 });
        var busy = await pool.OccupyAsync(2);
        Task<int>[] calls = [.. Enumerable.Range(0, 10).Select(number => pool.InvokeAsync(_ => number, Cancellation))];
        using CancellationTokenSource patience = new();

        Task<WorkerPoolShutdown> stop = pool.StopAsync(patience.Token);
        await patience.CancelAsync();
        WorkerPoolShutdown left = await stop;
        await pool.DisposeAsync();

        Assert.Equal(new WorkerPoolShutdown(10, 2), left);
        Assert.False(left.IsComplete);
        foreach (Task<int> call in calls.Concat(busy.Select(static worker => worker.Call)))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        Assert.All(busy, static worker => Assert.True(worker.Gate.Token.IsCancellationRequested));
        busy.ForEach(static worker => worker.Gate.Open());
    }

    [Fact]
    public async Task StopAsync_WithoutWork_IsComplete()
    {
        WorkerPool pool = Pools.Create(2, ownThreads: true);
        await pool.InvokeAsync(static _ => 1, Cancellation);

        WorkerPoolShutdown left = await pool.StopAsync(Cancellation);

        Assert.True(left.IsComplete);
        await pool.DisposeAsync();
        await pool.DisposeAsync();
    }

    [Fact]
    public async Task AnyUse_AfterDisposal_IsRefused()
    {
        WorkerPool pool = Pools.Create(2);
        await pool.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => { _ = pool.InvokeAsync(static _ => 1, Cancellation); });
        Assert.Throws<ObjectDisposedException>(() => pool.TryStart(static () => Task.CompletedTask));
        Assert.Throws<ObjectDisposedException>(() => pool.WhenFree(static () => { }));
        Assert.Throws<ObjectDisposedException>(() => { _ = pool.RunBatchAsync([1], static (item, _) => Task.FromResult(item), Cancellation); });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.EnqueueAsync(static _ => Task.FromResult(1), Cancellation));
    }

    [Fact]
    public async Task DisposeAsync_DuringABatch_GivesEveryItemAnOutcome()
    {
        WorkerPool pool = new(Pools.Options(1) with { QueueLength = 2 });
        Gate gate = new();
        Task<IReadOnlyList<ItemOutcome<int>>> batch = pool.RunBatchAsync(Enumerable.Range(0, 10).ToList(), (_, token) => gate.PassAsync(token), Cancellation);
        await gate.Entered;

        ValueTask disposal = pool.DisposeAsync();
        gate.Open();
        IReadOnlyList<ItemOutcome<int>> outcomes = await batch;
        await disposal;

        Assert.Equal(10, outcomes.Count);
        Assert.All(outcomes, static outcome => Assert.True(outcome.IsSuccess || outcome is { Status: OutcomeStatus.Skipped, Error: ObjectDisposedException }));
        Assert.True(outcomes[0].IsSuccess);
        Assert.Equal(OutcomeStatus.Skipped, outcomes[9].Status);
    }

    [Fact]
    public async Task DisposeAsync_WhileACallCallsInside_LetsItFinish()
    {
        WorkerPool pool = Pools.Create(1);
        Gate gate = new();
        Task<int> call = pool.RunAsync(async token => await gate.PassAsync(token) + await pool.InvokeAsync(static _ => 5, token), Cancellation);
        await gate.Entered;

        ValueTask disposal = pool.DisposeAsync();
        gate.Open();
        await disposal;

        Assert.Equal(6, await call);
    }

    [Fact]
    public async Task StopAsync_FromInside_IsRefused()
    {
        await using WorkerPool pool = Pools.Create(1);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => pool.RunAsync(_ => pool.DisposeAsync().AsTask(), Cancellation));

        Assert.Contains("from outside", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnThreads_RepeatedRuns_AreUsedAgainAndLetGoWhenIdle()
    {
        ManualTime time = new();
        OwnThreads threads = new("test", TimeSpan.FromSeconds(10), time);
        for (int round = 0; round < 50; round++)
        {
            using CountdownEvent ran = new(4);
            for (int item = 0; item < 4; item++)
            {
                threads.Execute(new Signal(ran));
            }

            ran.Wait(Cancellation);
        }

        Assert.InRange(threads.Count, 1, 8);
        await ResteAsync(threads, time);
        threads.Close();
        Assert.Equal(0, threads.Count);
    }

    [Fact]
    public async Task OwnThreads_OneComesOfAgeAsOthersAreLetGo_IsLetGoLater()
    {
        ManualTime time = new() { EachRead = TimeSpan.FromSeconds(3) };
        OwnThreads threads = new("test", TimeSpan.FromSeconds(10), time);
        using ManualResetEventSlim first = new();
        using ManualResetEventSlim second = new();
        threads.Execute(new Held(first));
        threads.Execute(new Held(second));

        // The first rests at 3 s, the second at 15 s; when those of 10 s are let go it is 9 s old at one look and 12 s at the next.
        first.Set();
        await ReadsAsync(time, 2);
        time.Advance(TimeSpan.FromSeconds(3));
        second.Set();
        await ReadsAsync(time, 4);
        time.Advance(TimeSpan.Zero);

        await ResteAsync(threads, time);
        threads.Close();
        Assert.Equal(0, threads.Count);
    }

    private static async Task ReadsAsync(ManualTime time, int reads)
    {
        while (time.Reads < reads)
        {
            await Task.Yield();
        }
    }

    /// <summary>A thread signals before it rests, so the clock is moved until all of them were found at rest.</summary>
    private static async Task ResteAsync(OwnThreads threads, ManualTime time)
    {
        while (threads.Count > 0)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }
    }

    private sealed class Held(ManualResetEventSlim release) : WorkItem
    {
        public override WorkItem? Run()
        {
            release.Wait();
            return null;
        }
    }

    private sealed class Signal(CountdownEvent ran) : WorkItem
    {
        public override WorkItem? Run()
        {
            ran.Signal();
            return null;
        }
    }
}
