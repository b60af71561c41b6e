using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

public sealed class JobPlanTests
{
    [Theory]
    [InlineData("random", 1.02)]
    [InlineData("layered", 1.02)]
    [InlineData("chains", 1.02)]
    [InlineData("fork-join", 1.06)]
    public void Plan_Of200GraphsOfAShape_IsOnAverageNearTheLowerBound(string shape, double bar)
    {
        JobGraph[] graphs = [.. Enumerable.Range(0, 200).Select(seed => RandomGraphs.Shaped(shape, seed))];

        Assert.All([2, 8], workers =>
        {
            double[] ratios = [.. graphs.Select(graph => Ratio(graph, workers))];
            Assert.InRange(ratios.Min(), 1 - 1e-6, 2);
            Assert.InRange(ratios.Max(), 1 - 1e-6, 2 - (1.0 / workers) + 1e-6);
            Assert.InRange(ratios.Average(), 1 - 1e-6, bar);
        });
    }

    [Fact]
    public void Plan_OfADiamond_SaysWhatWillHappen()
    {
        var graph = new JobGraph(
        [
            Job("a") with { EstimatedDuration = TimeSpan.FromSeconds(1), EstimatedTokens = 5 },
            Job("short", "a") with { EstimatedDuration = TimeSpan.FromSeconds(2) },
            Job("long", "a") with { EstimatedDuration = TimeSpan.FromSeconds(5), EstimatedTokens = 7 },
            Job("b", "short", "long") with { EstimatedDuration = TimeSpan.FromSeconds(1) },
        ]);

        JobPlan plan = JobScheduler.Plan(graph, 2);

        Assert.Equal(["a", "long", "short", "b"], plan.Order.Select(static job => job.Id).Names());
        Assert.Equal([["a"], ["short", "long"], ["b"]], plan.Waves.Select(static wave => wave.Names()));
        Assert.Equal(["a", "long", "b"], plan.CriticalPath.Names());
        Assert.Equal(TimeSpan.FromSeconds(7), plan.CriticalPathDuration);
        Assert.Equal(TimeSpan.FromSeconds(7), plan.Makespan);
        Assert.Equal(TimeSpan.FromSeconds(7), plan.LowerBound);
        Assert.Equal(TimeSpan.FromSeconds(9), plan.TotalWork);
        Assert.Equal(12, plan.Tokens);
        Assert.Equal(TimeSpan.FromSeconds(9), JobScheduler.Plan(graph, 1).Makespan);
    }

    [Fact]
    public void Plan_WithPools_KeepsToTheLimitOfEach()
    {
        var graph = new JobGraph(Enumerable.Range(0, 8).Select(static i => Job(Name(i)) with
        {
            Workload = i < 4 ? WorkloadKind.Io : WorkloadKind.Cpu,
            EstimatedDuration = TimeSpan.FromSeconds(1),
        }));
        var scheduler = new JobScheduler(static kind => kind == WorkloadKind.Io ? Four : One);

        JobPlan plan = scheduler.Plan(graph);

        Assert.Equal(5, plan.Workers);
        Assert.Equal(TimeSpan.FromSeconds(4), plan.Makespan);
        Assert.Equal(TimeSpan.FromSeconds(4), plan.LowerBound);
    }

    [Fact]
    public void Plan_OfNothing_TakesNoTime()
    {
        JobPlan plan = JobScheduler.Plan(new JobGraph([]), 2);

        Assert.Empty(plan.Order);
        Assert.Empty(plan.Waves);
        Assert.Empty(plan.CriticalPath);
        Assert.Equal(TimeSpan.Zero, plan.Makespan);
        Assert.Empty(Scheduler().Plan(new JobGraph([])).Order);
        Assert.Throws<ArgumentOutOfRangeException>(static () => JobScheduler.Plan(new JobGraph([]), 0));
    }

    [Fact]
    public void Plan_ForAMillionWorkers_TakesTheCriticalPath()
    {
        JobGraph graph = RandomGraphs.Shaped("random", 1);

        Assert.Equal(JobScheduler.Plan(graph, 1_000_000).CriticalPathDuration, JobScheduler.Plan(graph, 1_000_000).Makespan);
    }

    private static readonly InlinePool Four = new(4);

    private static readonly InlinePool One = new(1);

    private static double Ratio(JobGraph graph, int workers)
    {
        JobPlan plan = JobScheduler.Plan(graph, workers);
        return plan.Makespan / plan.LowerBound;
    }
}
