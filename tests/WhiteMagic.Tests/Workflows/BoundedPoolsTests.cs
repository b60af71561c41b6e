using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Workflows;

namespace WhiteMagic.Tests.Workflows;

public sealed class BoundedPoolsTests
{
    private static readonly WorkflowConditions Now = new() { Now = DateTimeOffset.UnixEpoch };

    [Fact]
    public async Task Bound_RunOfManyCalls_NeverHasMoreThanTenOut()
    {
        int running = 0;
        int most = 0;
        JobGraph graph = new(Enumerable.Range(0, 200).Select(place => new Job
        {
            Id = new($"{place}"),
            Workload = WorkloadKind.Api,
            Work = async (_, _) =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
            },
        }));
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        WorkflowAdvice advice = new WorkflowAdvisor().Advise(graph, Now);

        JobReport report = await new JobScheduler(advice.Bound(kind => pools[kind])).RunAsync(graph, advice.RunOptions, TestContext.Current.CancellationToken);

        Assert.True(report.IsSuccess);
        Assert.Equal(10, report.Workers);
        Assert.InRange(report.PeakParallelism, 1, 10);
        Assert.InRange(most, 1, 10);
    }

    [Fact]
    public async Task Bound_TwoRunsAtOnce_ShareTheLimitAndBothEnd()
    {
        int running = 0;
        int most = 0;
        WorkflowAdvisor advisor = new(new() { MaxParallelCalls = 3 });
        OperationPlan plan = advisor.Plan([.. Enumerable.Range(0, 50).Select(static place => new WorkOperation { Text = $"Fetch p{place}" })]);
        JobGraph graph = plan.ToGraph(async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        });
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        JobScheduler scheduler = new(advisor.Advise(graph, Now).Bound(kind => pools[kind]));

        JobReport[] reports = await Task.WhenAll(
            scheduler.RunAsync(graph, cancellationToken: TestContext.Current.CancellationToken),
            scheduler.RunAsync(graph, cancellationToken: TestContext.Current.CancellationToken));

        Assert.All(reports, static report => Assert.True(report.IsSuccess));
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Bound_AJobThatRunsAGraphAtTheLimit_UsesItsWorker()
    {
        WorkflowAdvisor advisor = new(new() { MaxParallelCalls = 1 });
        JobGraph inner = new([Call("inner", static (_, _) => Task.CompletedTask)]);
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        JobScheduler scheduler = new(advisor.Advise(inner, Now).Bound(kind => pools[kind]));
        JobGraph outer = new([Call("outer", (_, token) => scheduler.RunAsync(inner, cancellationToken: token))]);

        JobReport report = await scheduler.RunAsync(outer, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.IsSuccess);
    }

    [Fact]
    public async Task Bound_JobsThatRunManyGraphsAtOnce_NeverHaveMoreThanTheLimitOut()
    {
        int running = 0;
        int most = 0;
        WorkflowAdvisor advisor = new(new() { MaxParallelCalls = 2 });
        JobGraph inner = new([.. Enumerable.Range(0, 5).Select(number => Call($"{number}", async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        }))]);
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        JobScheduler scheduler = new(advisor.Advise(inner, Now).Bound(kind => pools[kind]));
        JobGraph outer = new([.. Enumerable.Range(0, 4).Select(number => Call(
            $"{number}", (_, token) => Task.WhenAll(Enumerable.Range(0, 10).Select(_ => scheduler.RunAsync(inner, cancellationToken: token)))))]);

        JobReport report = await scheduler.RunAsync(outer, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.IsSuccess);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Bound_WhenThePoolIsBusyWithOthers_StartsOnceItIsFree()
    {
        WorkflowAdvisor advisor = new();
        JobGraph graph = new([Call("a", static (_, _) => Task.CompletedTask), Call("b", static (_, _) => Task.CompletedTask)]);
        await using WorkerPools pools = new(new WorkerPoolsOptions { ApiWorkers = 1 });
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(pools.Api.TryStart(() => gate.Task));

        Task<JobReport> run = new JobScheduler(advisor.Advise(graph, Now).Bound(kind => pools[kind])).RunAsync(graph, cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(run.IsCompleted);
        gate.SetResult();

        Assert.True((await run).IsSuccess);
    }

    [Fact]
    public async Task Bound_SamePoolForTwoKinds_IsLimitedByKind()
    {
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        Func<WorkloadKind, IWorkerPool> bound = new WorkflowAdvisor().Advise(new JobGraph([]), Now).Bound(_ => pools.Io);

        Assert.Same(bound(WorkloadKind.Io), bound(WorkloadKind.Database));
        Assert.Same(bound(WorkloadKind.Api), bound(WorkloadKind.Api));
        Assert.Equal(8, bound(WorkloadKind.Api).Limit);
        Assert.Throws<InvalidOperationException>(() => new WorkflowAdvisor().Advise(new JobGraph([]), Now).Bound(_ => null!)(WorkloadKind.Io));
    }

    private static Job Call(string id, Func<JobContext, CancellationToken, Task> work) => new() { Id = new(id), Workload = WorkloadKind.Api, Work = work };

    private static void InterlockedMax(ref int most, int value)
    {
        for (int seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
