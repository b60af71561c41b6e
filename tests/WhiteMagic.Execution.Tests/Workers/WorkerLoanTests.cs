using WhiteMagic.Execution.Files;
using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>Parts of the engine that are used from inside of the pool that they work in, at its limit.</summary>
public sealed class WorkerLoanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<Way, bool> Ways => new(Enum.GetValues<Way>().SelectMany(static way => new[] { (way, false), (way, true) }));

    /// <summary>What a call may be.</summary>
    public enum Way
    {
        Call,
        CallInCall,
        Job,
        Started,
        Blocking,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AGraph_FromInsideAtTheLimit_RunsOnTheCallsWorker(Way way, bool ownThreads)
    {
        await using WorkerPool pool = Pools.Create(1, ownThreads);
        JobScheduler scheduler = new(_ => pool);
        Occupancy occupancy = new();
        JobGraph graph = new(Enumerable.Range(0, 20).Select(number => occupancy.Job($"{number}")));

        await InsideAsync(pool, way, async () => Assert.True((await scheduler.RunAsync(graph, null, Cancellation)).IsSuccess));

        Assert.Equal((20, 1), (occupancy.Ran, occupancy.Most));
        Assert.Equal(!ownThreads, occupancy.HasUsedSharedThreads);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AFileBatch_FromInsideAtTheLimit_IsReadOnTheCallsWorker(Way way, bool ownThreads)
    {
        await using WorkerPool pool = Pools.Create(1, ownThreads);
        string[] paths = WriteFiles();

        await InsideAsync(pool, way, async () =>
        {
            using FileBatch batch = await new FileBatchReader(pool).ReadAsync(paths, Cancellation);
            Assert.All(batch, static outcome => Assert.True(outcome.IsSuccess));
        });
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ASearch_FromInsideAtTheLimit_RunsOnTheCallsWorker(Way way, bool ownThreads)
    {
        await using WorkerPool pool = Pools.Create(1, ownThreads);
        int count = WriteFiles().Length;

        await InsideAsync(pool, way, async () =>
            Assert.Equal(count, await new FileSearcher(pool).Search(SearchPattern.Literal("needle"), [_folder.Root]).CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryWorker_InACallThatReadsAndSearchesAndRunsAGraph_GetsThroughWithinTheLimit(bool ownThreads)
    {
        const int Limit = 3;
        await using WorkerPool pool = Pools.Create(Limit, ownThreads);
        JobScheduler scheduler = new(_ => pool);
        FileBatchReader reader = new(pool);
        FileSearcher searcher = new(pool);
        string[] paths = WriteFiles();
        Occupancy occupancy = new();
        TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int inside = 0;

        await Task.WhenAll(Enumerable.Range(0, Limit).Select(_ => pool.RunAsync(
            async token =>
            {
                if (Interlocked.Increment(ref inside) == Limit)
                {
                    all.SetResult();
                }

                await all.Task;
                using FileBatch batch = await reader.ReadAsync(paths, token);
                int found = await searcher.Search(SearchPattern.Literal("needle"), paths).CountAsync(token);
                JobReport report = await scheduler.RunAsync(new JobGraph(Enumerable.Range(0, 30).Select(number => occupancy.Job($"{number}"))), null, token);
                Assert.Equal((paths.Length, paths.Length, true), (batch.Count(static outcome => outcome.IsSuccess), found, report.IsSuccess));
                return found;
            },
            Cancellation)));

        await pool.DisposeAsync();
        Assert.Equal((30 * Limit, 0), (occupancy.Ran, pool.Statistics.Running));
        Assert.InRange(occupancy.Most, 1, Limit);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task ManyGraphs_OfOneJobAtTheLimit_ShareItsWorker(int limit, bool ownThreads)
    {
        await using WorkerPool pool = Pools.Create(limit, ownThreads);
        JobScheduler scheduler = new(_ => pool);
        Occupancy occupancy = new();

        JobReport report = await scheduler.RunAsync(occupancy.Nested(scheduler, limit, 10), null, Cancellation);

        Assert.True(report.IsSuccess, string.Join(' ', report.Outcomes.Select(static outcome => outcome.Reason)));
        Assert.Equal(limit * 50, occupancy.Ran);
        Assert.InRange(occupancy.Most, 1, limit);
        Assert.Equal(!ownThreads, occupancy.HasUsedSharedThreads);
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 8, true)]
    [InlineData(2, 8, false)]
    public async Task ManyGraphs_OfOneJobInAPoolWithALimitOfItsOwn_ShareItsWorkerOnThePoolsThreads(int most, int limit, bool ownThreads)
    {
        await using WorkerPool pool = Pools.Create(limit, ownThreads);
        BoundedPool narrow = new(pool, most);
        JobScheduler scheduler = new(_ => narrow);
        Occupancy occupancy = new();

        JobReport report = await scheduler.RunAsync(occupancy.Nested(scheduler, most, 10), null, Cancellation);

        Assert.True(report.IsSuccess, string.Join(' ', report.Outcomes.Select(static outcome => outcome.Reason)));
        Assert.Equal(most * 50, occupancy.Ran);
        Assert.InRange(occupancy.Most, 1, most);
        Assert.Equal(!ownThreads, occupancy.HasUsedSharedThreads);
    }

    [Fact]
    public async Task AGraph_FromInsideThroughAPoolWithALimitOfItsOwn_RunsOnTheCallsWorker()
    {
        await using WorkerPool pool = Pools.Create(1, ownThreads: true);
        BoundedPool narrow = new(pool, 4);
        JobScheduler scheduler = new(_ => narrow);
        Occupancy occupancy = new();

        await pool.RunAsync(token => scheduler.RunAsync(new JobGraph([occupancy.Job("a"), occupancy.Job("b")]), null, token), Cancellation);

        Assert.Equal((2, 1, false), (occupancy.Ran, occupancy.Most, occupancy.HasUsedSharedThreads));
    }

    [Fact]
    public async Task AGraph_OfAnotherPoolWhoseJobsCallBack_GetsTheCallsWorker()
    {
        await using WorkerPool first = Pools.Create(1, ownThreads: true);
        await using WorkerPool second = Pools.Create(1, ownThreads: true);
        JobScheduler scheduler = new(_ => second);
        JobGraph graph = new(Enumerable.Range(0, 3).Select(number => new Job
        {
            Id = new JobId($"{number}"),
            Work = (_, token) => first.InvokeAsync(static _ => 1, token),
        }));

        JobReport report = await first.RunAsync(token => scheduler.RunAsync(graph, null, token), Cancellation);

        Assert.True(report.IsSuccess);
    }

    [Fact]
    public async Task TryStart_FromInsideWithoutWaiting_IsRefusedAtTheLimit()
    {
        await using WorkerPool pool = Pools.Create(1);

        bool isStarted = await pool.InvokeAsync(_ => pool.TryStart(static () => Task.CompletedTask), Cancellation);

        Assert.False(isStarted);
    }

    [Fact]
    public async Task TryStart_FromInsideWhileTheWorkerIsLent_IsRefusedAndToldWhenItIsBack()
    {
        await using WorkerPool pool = Pools.Create(1);
        Gate gate = new();

        await pool.RunAsync(
            async token =>
            {
                TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
                using IDisposable subscription = pool.WhenFree(() => told.TrySetResult());
                Assert.True(pool.TryStart(() => gate.PassAsync(token)));
                Assert.False(pool.TryStart(static () => Task.CompletedTask));
                gate.Open();
                await told.Task;
                Assert.True(pool.TryStart(static () => Task.CompletedTask));
            },
            Cancellation);
    }

    [Fact]
    public async Task AGraph_FromInsideWhileThePoolStops_IsFinished()
    {
        WorkerPool pool = Pools.Create(1);
        JobScheduler scheduler = new(_ => pool);
        Gate gate = new();
        Task<JobReport> call = pool.RunAsync(
            async token =>
            {
                await gate.PassAsync(token);
                return await scheduler.RunAsync(new JobGraph([new Occupancy().Job("a")]), null, token);
            },
            Cancellation);
        await gate.Entered;

        ValueTask disposal = pool.DisposeAsync();
        gate.Open();
        await disposal;

        Assert.True((await call).IsSuccess);
    }

    public void Dispose() => _folder.Dispose();

    private static async Task InsideAsync(WorkerPool pool, Way way, Func<Task> work)
    {
        switch (way)
        {
            case Way.Call:
                await pool.RunAsync(_ => work(), Cancellation);
                break;
            case Way.CallInCall:
                await pool.RunAsync(_ => pool.RunAsync(_ => work(), Cancellation), Cancellation);
                break;
            case Way.Blocking:
                await pool.InvokeAsync(token => Task.Run(work, token).Wait(Timeout.Infinite, token), Cancellation);
                break;
            case Way.Job:
                JobGraph graph = new([new Job { Id = new JobId("outer"), Work = (_, _) => work() }]);
                JobReport report = await new JobScheduler(_ => pool).RunAsync(graph, null, Cancellation);
                Assert.True(report.IsSuccess, report.Outcomes[0].Reason);
                break;
            default:
                TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
                Assert.True(pool.TryStart(async () => done.SetFromTask(await Task.WhenAny(work()))));
                await done.Task;
                break;
        }
    }

    private string[] WriteFiles()
    {
        string[] paths = [.. Enumerable.Range(0, 40).Select(number => Path.Join(_folder.Root, $"{number}"))];
        Array.ForEach(paths, static path => File.WriteAllText(path, "a needle\n"));
        return paths;
    }
}
