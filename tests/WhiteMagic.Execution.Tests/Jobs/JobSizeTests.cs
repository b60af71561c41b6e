using WhiteMagic.Execution.Jobs;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

// Alone in its class, so that it runs beside the others.
public sealed class JobSizeTests
{
    private const int Count = 1_000_000;

    private static readonly Func<JobContext, CancellationToken, Task> Idle = static (_, _) => Task.CompletedTask;

    [Fact]
    public async Task AGraph_OfAMillionIndependentJobs_Runs()
    {
        int ran = 0;
        Func<JobContext, CancellationToken, Task> work = (_, _) =>
        {
            ran++;
            return Task.CompletedTask;
        };

        JobReport report = await Scheduler(2).RunAsync(
            new JobGraph(Enumerable.Range(0, Count).Select(i => new Job { Id = new JobId(Name(i)), Work = work })),
            null,
            TestContext.Current.CancellationToken);

        Assert.Equal(Count, ran);
        Assert.True(report.IsSuccess);
    }

    [Fact]
    public async Task AMillionJobs_ThatDependOnOneThatFails_AreAllSkipped()
    {
        JobId[] root = [new JobId("root")];
        JobGraph graph = new(Enumerable.Range(0, Count).Select(i => new Job { Id = new JobId(Name(i)), Work = Idle, Dependencies = root })
            .Append(new Job { Id = root[0], Work = static (_, _) => throw new InvalidDataException("broken") }));

        JobPlan plan = Scheduler(2).Plan(graph);
        JobReport report = await Scheduler(2).RunToEndAsync(graph);

        Assert.Equal([1, Count], plan.Waves.Select(static wave => wave.Count));
        Assert.Equal((Count, 1), (report.Count(JobState.Skipped), report.Count(JobState.Failed)));
        Assert.Equal("root", report.Outcomes[0].Cause?.Value);
    }

    [Fact]
    public async Task AJob_ThatDependsOnAMillion_RunsAfterThem()
    {
        Job[] jobs = [.. Enumerable.Range(0, Count).Select(static i => new Job { Id = new JobId(Name(i)), Work = Idle })];
        JobGraph graph = new(jobs.Prepend(new Job { Id = new JobId("sink"), Work = Idle, Dependencies = [.. jobs.Select(static job => job.Id)] }));

        JobPlan plan = Scheduler(2).Plan(graph);
        JobReport report = await Scheduler(2).RunToEndAsync(graph);

        Assert.Equal("sink", plan.Order[^1].Id.Value);
        Assert.Equal([Name(0), "sink"], plan.CriticalPath.Names());
        Assert.True(report.IsSuccess);
        Assert.True(report.Outcomes[0].StartedAt >= report.Outcomes.Skip(1).Max(static outcome => outcome.EndedAt));
    }
}
