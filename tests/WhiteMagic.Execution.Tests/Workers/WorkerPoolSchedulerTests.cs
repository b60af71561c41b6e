using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>The side of a pool that those use who keep an order of their own.</summary>
public sealed class WorkerPoolSchedulerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryStart_NoWorkerFree_RefusesAndCallsWhenOneIs()
    {
        await using WorkerPool pool = Pools.Create(1);
        var busy = await pool.OccupyAsync(1);
        TaskCompletionSource started = new();
        using IDisposable subscription = pool.WhenFree(() => pool.TryStart(() =>
        {
            started.TrySetResult();
            return Task.CompletedTask;
        }));

        bool refused = !pool.TryStart(static () => Task.CompletedTask);
        await busy.OpenAsync();
        await started.Task;

        Assert.True(refused);
    }

    [Fact]
    public async Task WhenFree_ACallbackThatStartsWorkInAStoppedPool_IsNoFailure()
    {
        WorkerPool pool = Pools.Create(1);
        bool? thrown = null;
        using IDisposable subscription = pool.WhenFree(() =>
        {
            thrown = true;
            pool.TryStart(static () => Task.CompletedTask);
            thrown = false;
        });

        await pool.DisposeAsync();

        Assert.True(thrown);
    }

    [Fact]
    public async Task WhenFree_LimitRaisedOrPoolStopped_Calls()
    {
        WorkerPool pool = Pools.Create(1);
        var busy = await pool.OccupyAsync(1);
        int calls = 0;
        using IDisposable subscription = pool.WhenFree(() => Interlocked.Increment(ref calls));

        pool.Limit = 2;
        int raised = calls;
        ValueTask disposal = pool.DisposeAsync();
        int stopped = calls;
        await busy.OpenAsync();
        await disposal;

        Assert.Equal((1, 2), (raised, stopped));
    }

    [Fact]
    public async Task WhenFree_Disposed_CallsNoMore()
    {
        await using WorkerPool pool = Pools.Create(1);
        int calls = 0;
        Action callback = () => Interlocked.Increment(ref calls);
        using IDisposable kept = pool.WhenFree(callback);

        pool.WhenFree(callback).Dispose();
        pool.Limit = 2;

        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TryStart_BesideAQueueThatIsNeverEmpty_GetsItsTurn(bool ownThreads)
    {
        await using WorkerPool pool = Pools.Create(1, ownThreads);
        bool done = false;
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using IDisposable subscription = pool.WhenFree(() => Offer());
        Task[] callers = [.. Enumerable.Range(0, 4).Select(_ => CallUntilDoneAsync())];

        Offer();
        await started.Task;
        done = true;
        await Task.WhenAll(callers);

        Assert.True(started.Task.IsCompletedSuccessfully);

        void Offer() => pool.TryStart(() =>
        {
            started.TrySetResult();
            return Task.CompletedTask;
        });

        async Task CallUntilDoneAsync()
        {
            while (!Volatile.Read(ref done))
            {
                await pool.RunAsync(static async _ => await Task.Yield(), Cancellation);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TryStart_TogetherWithRunAsync_SharesTheLimitAndLosesNoWakeUp(bool ownThreads)
    {
        const int Each = 1_000;
        await using WorkerPool pool = Pools.Create(3, ownThreads);
        Tally tally = new();
        int offered = 0;
        using IDisposable subscription = pool.WhenFree(Offer);

        Task[] calls = [.. Enumerable.Range(0, Each).Select(_ => Task.Run(() => pool.RunAsync(_ => tally.WorkAsync(), Cancellation)))];
        Offer();
        await Task.WhenAll(calls);
        await tally.ReachedAsync(2 * Each);

        Assert.InRange(tally.Most, 1, 3);

        void Offer()
        {
            lock (tally)
            {
                while (offered < Each && pool.TryStart(tally.WorkAsync))
                {
                    offered++;
                }
            }
        }
    }

    [Fact]
    public async Task TryStart_WorkThatFails_FreesTheWorker()
    {
        await using WorkerPool pool = Pools.Create(1);
        TaskCompletionSource freed = new();
        using IDisposable subscription = pool.WhenFree(() => freed.TrySetResult());

        pool.TryStart(static () => throw new FormatException());
        await freed.Task;

        Assert.Equal((1, 0), (pool.Statistics.Failed, pool.Statistics.Running));
    }

    private sealed class Tally
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock _gate = new();
        private int _running;
        private int _done;
        private int _wanted = int.MaxValue;

        public int Most { get; private set; }

        public async Task WorkAsync()
        {
            lock (_gate)
            {
                Most = Math.Max(Most, ++_running);
            }

            await Task.Yield();
            lock (_gate)
            {
                _running--;
                if (++_done >= _wanted)
                {
                    _reached.TrySetResult();
                }
            }
        }

        public Task ReachedAsync(int wanted)
        {
            lock (_gate)
            {
                _wanted = wanted;
                if (_done >= wanted)
                {
                    _reached.TrySetResult();
                }
            }

            return _reached.Task;
        }
    }
}
