using CsCheck;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class WorkerPoolTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_000)]
    public async Task Limit_OutsideOfWhatIsAllowed_NamesWhatIs(int limit)
    {
        await using WorkerPool pool = Pools.Create(1);

        var created = Assert.Throws<ArgumentOutOfRangeException>(() => Pools.Create(limit));
        var changed = Assert.Throws<ArgumentOutOfRangeException>(() => pool.Limit = limit);

        Assert.Contains("from 1 to 1024", created.Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 1024", changed.Message, StringComparison.Ordinal);
        Assert.Equal(1, pool.Limit);
    }

    [Fact]
    public void Options_OutsideOfWhatIsAllowed_AreRefused()
    {
        WorkerPoolOptions options = Pools.Options(1);

        Assert.Throws<ArgumentException>(() => new WorkerPool(options with { Name = " " }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(options with { QueueLength = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(options with { CallTimeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(options with { CallTimeout = TimeSpan.MaxValue }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(options with { ThreadIdleTime = TimeSpan.Zero }));
    }

    [Fact]
    public async Task RunBatchAsync_AnOutcome_GivesItsValueOrThrowsItsError()
    {
        await using WorkerPool pool = Pools.Create(2);

        IReadOnlyList<ItemOutcome<int>> outcomes = await pool.RunBatchAsync(
            [1, 2], static (item, _) => item == 1 ? Task.FromResult(10) : throw new IOException("no disk"), Cancellation);

        Assert.Equal(10, outcomes[0].GetValue());
        Assert.Equal("no disk", Assert.Throws<IOException>(() => outcomes[1].GetValue()).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_AThousandConcurrentCalls_NeverExceedTheLimit(bool ownThreads)
    {
        await using WorkerPool pool = Pools.Create(8, ownThreads);
        int running = 0;
        int most = 0;

        Task<int>[] calls = [.. Enumerable.Range(0, 2_000).Select(number => Task.Run(() => pool.RunAsync(
            async _ =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return number;
            },
            Cancellation)))];
        int[] results = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 2_000), results);
        Assert.InRange(most, 1, 8);
        Assert.Equal(2_000, pool.Statistics.Completed);
        Assert.Equal(0, pool.Statistics.Running);
    }

    [Fact]
    public async Task RunAsync_OwnThreads_NeverUsesTheSharedPool()
    {
        await using WorkerPool pool = Pools.Create(4, ownThreads: true);

        bool[] shared = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => pool.RunAsync(
            async _ =>
            {
                bool before = Thread.CurrentThread.IsThreadPoolThread;
                await Task.Yield();
                return before || Thread.CurrentThread.IsThreadPoolThread;
            },
            Cancellation)));

        Assert.DoesNotContain(true, shared);
    }

    [Fact]
    public async Task RunAsync_OwnThreadThatBlocksOnItsOwnContinuation_DoesNotHang()
    {
        await using WorkerPool pool = Pools.Create(1, ownThreads: true);

        int result = await pool.InvokeAsync(_ => YieldingAsync().GetAwaiter().GetResult(), Cancellation);

        Assert.Equal(7, result);

        static async Task<int> YieldingAsync()
        {
            await Task.Yield();
            return 7;
        }
    }

    [Fact]
    public async Task RunAsync_WorkThatFails_FailsTheCallAndFreesTheWorker()
    {
        await using WorkerPool pool = Pools.Create(1);

        await Assert.ThrowsAsync<FormatException>(() => pool.RunAsync<int>(static _ => throw new FormatException(), Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.RunAsync<int>(static _ => null!, Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => pool.RunAsync(static _ => (Task)null!, Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.RunAsync<int>(static _ => throw new OperationCanceledException(), Cancellation));
        int result = await pool.RunAsync(static _ => Task.FromResult(3), Cancellation);

        Assert.Equal(3, result);
        Assert.Equal((4, 1, 0), (pool.Statistics.Failed, pool.Statistics.Completed, pool.Statistics.Running));
    }

    [Fact]
    public async Task RunAsync_Queue_IsFirstComeFirstServed()
    {
        await using WorkerPool pool = new(Pools.Options(1) with { QueueLength = 10 });
        var busy = await pool.OccupyAsync(1);
        List<int> order = [];

        // Beyond the queue's length calls wait for room, and keep their order there.
        Task<int>[] calls = [.. Enumerable.Range(0, 40).Select(number => pool.InvokeAsync(
            _ =>
            {
                order.Add(number);
                return number;
            },
            Cancellation))];
        WorkerPoolStatistics full = pool.Statistics;
        await busy.OpenAsync();
        await Task.WhenAll(calls);

        Assert.Equal((10, 30), (full.Queued, full.WaitingForRoom));
        Assert.Equal(Enumerable.Range(0, 40), order);
    }

    [Fact]
    public async Task RunAsync_FullPoolThatSheds_FailsAtOnce()
    {
        await using WorkerPool pool = new(Pools.Options(1) with { QueueLength = 1, WhenFull = QueueFullPolicy.Shed });
        var busy = await pool.OccupyAsync(1);

        Task<int> queued = pool.InvokeAsync(static _ => 2, Cancellation);
        var error = Assert.Throws<WorkerPoolFullException>(() => { _ = pool.InvokeAsync(static _ => 3, Cancellation); });
        await busy.OpenAsync();

        Assert.Equal(2, await queued);
        Assert.Equal("test", error.Pool);
        Assert.Contains("1 calls wait", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, pool.Statistics.Shed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task EnqueueAsync_FullQueue_WaitsForRoom(int queueLength)
    {
        await using WorkerPool pool = new(Pools.Options(1) with { QueueLength = queueLength, WhenFull = QueueFullPolicy.Shed });
        var busy = await pool.OccupyAsync(1);
        for (int call = 0; call < queueLength; call++)
        {
            await pool.EnqueueAsync(static _ => Task.FromResult(0), Cancellation);
        }

        Task<Task<int>> handedOver = pool.EnqueueAsync(static _ => Task.FromResult(5), Cancellation);
        bool waited = !handedOver.IsCompleted;
        await busy.OpenAsync();

        Assert.True(waited);
        Assert.Equal(5, await await handedOver);
    }

    [Fact]
    public async Task Limit_Raised_StartsWhatWaits_Lowered_LetsRunningEnd()
    {
        await using WorkerPool pool = Pools.Create(1);
        var busy = await pool.OccupyAsync(1);
        Gate[] gates = [new(), new(), new()];
        Task<int>[] calls = [.. gates.Select(gate => pool.RunAsync(gate.PassAsync, Cancellation))];

        pool.Limit = 3;
        await Task.WhenAll(gates[0].Entered, gates[1].Entered);
        int raised = pool.Statistics.Running;
        pool.Limit = 1;
        gates[0].Open();
        gates[1].Open();
        await Task.WhenAll(calls[0], calls[1]);
        int lowered = pool.Statistics.Running;
        bool third = gates[2].Entered.IsCompleted;
        await busy.OpenAsync();
        gates[2].Open();
        await calls[2];

        Assert.Equal((3, 1, false), (raised, lowered, third));
    }

    [Fact]
    public async Task Statistics_Waits_AreThoseOfTheClock()
    {
        ManualTime time = new();
        await using WorkerPool pool = new(Pools.Options(1) with { Time = time });
        var busy = await pool.OccupyAsync(1);

        Task<int> waiting = pool.InvokeAsync(static _ => 1, Cancellation);
        time.Advance(TimeSpan.FromSeconds(3));
        await busy.OpenAsync();
        await waiting;

        Assert.Equal(TimeSpan.FromSeconds(3), pool.Statistics.LongestWait);
        Assert.Equal(TimeSpan.FromSeconds(1.5), pool.Statistics.MeanWait);
    }

    [Fact]
    public async Task Run_NoThreadForATimer_LetsThreadsGoThatNobodyWouldLetGo()
    {
        await using var pool = new WorkerPool(new() { Name = "clockless", Limit = 2, UsesOwnThreads = true, Time = new ClocklessTime() });
        int sum = 0;

        for (int i = 0; i < 10; i++)
        {
            sum += await pool.InvokeAsync(_ => i, TestContext.Current.CancellationToken);
        }

        Assert.Equal(45, sum);
    }

    [Fact]
    public void RunBatchAsync_AnyOutcomes_StandInTheOrderOfTheItems() =>
        Gen.Select(Gen.Int[0, 2].List[0, 60], Gen.Int[1, 6], Gen.Int[0, 4], Gen.Bool).Sample(
            (kinds, limit, queueLength, ownThreads) =>
            {
                WorkerPool pool = new(Pools.Options(limit, ownThreads) with { QueueLength = queueLength });
                IReadOnlyList<ItemOutcome<int>> outcomes = pool.RunBatchAsync(kinds, WorkAsync, CancellationToken.None).GetAwaiter().GetResult();
                pool.DisposeAsync().AsTask().GetAwaiter().GetResult();

                return outcomes.Count == kinds.Count && outcomes.Select((outcome, position) => IsRight(outcome, kinds[position], position)).All(static right => right);
            },
            iter: 60,
            threads: 2);

    private static bool IsRight(ItemOutcome<int> outcome, int kind, int position) =>
        outcome.Position == position && (kind == 2
            ? outcome is { Status: OutcomeStatus.Failed, Error: FormatException }
            : outcome.IsSuccess && outcome.Value == kind);

    private static async Task<int> WorkAsync(int kind, CancellationToken cancellationToken)
    {
        if (kind > 0)
        {
            await Task.Yield();
        }

        return kind == 2 ? throw new FormatException() : kind;
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
