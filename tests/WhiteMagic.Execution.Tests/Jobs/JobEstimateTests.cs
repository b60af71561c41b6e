using CsCheck;
using WhiteMagic.Execution.Jobs;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

public sealed class JobEstimateTests
{
    private static readonly double[] Errors = [0.001, 1, 1_000];

    // Whatever the estimates make of the order, no worker idles while a job could run.
    [Fact]
    public void AnyGraph_WithEstimatesWrongAThousandfold_TakesAtMostTwiceTheBound() => Gen.Select(Gen.Int[0, 100_000], Gen.Int[1, 6]).Sample(
        static (seed, workers) =>
        {
            var time = new ManualTime();
            JobGraph graph = RandomGraphs.Of(seed, 30, (job, random) =>
            {
                TimeSpan real = TimeSpan.FromSeconds(1 + random.Next(20));
                return job with
                {
                    Work = (_, token) => Task.Delay(real, time, token),
                    EstimatedDuration = real * Errors[random.Next(Errors.Length)],
                    Deadline = random.Next(4) == 0 ? ManualTime.Begin + TimeSpan.FromDays(10) : null,
                };
            });

            Task<JobReport> run = Scheduler(workers, time).RunAsync(graph);
            time.Advance(TimeSpan.FromDays(1));
            JobReport report = run.GetAwaiter().GetResult();

            Assert.True(report.IsSuccess, string.Join(' ', report.Outcomes.Select(static outcome => outcome.Reason)));
            Assert.InRange(report.Duration, report.LowerBound, report.LowerBound * (2 - (1.0 / workers)) + TimeSpan.FromTicks(1));
        },
        iter: 100);

    [Fact]
    public async Task AnEstimate_AThousandTimesTooShort_LetsTheJobEndLateAndSaysSo()
    {
        var time = new ManualTime();
        Job late = Lasting("late", 10, time) with { EstimatedDuration = TimeSpan.FromSeconds(0.01), Deadline = ManualTime.Begin.AddSeconds(5) };

        Task<JobReport> run = Scheduler(1, time).RunToEndAsync(new JobGraph([late]));
        time.Advance(TimeSpan.FromSeconds(10));
        JobOutcome outcome = (await run).Of("late");

        Assert.Equal(JobState.Succeeded, outcome.State);
        Assert.True(outcome.IsLate);
        Assert.Contains("00:00:05", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEstimate_AThousandTimesTooLong_LosesTheDeadlineAtOnceAndNothingElse()
    {
        var time = new ManualTime();
        Job missed = Lasting("missed", 1, time) with { EstimatedDuration = TimeSpan.FromSeconds(1_000), Deadline = ManualTime.Begin.AddSeconds(500) };

        Task<JobReport> run = Scheduler(1, time).RunAsync(
            new JobGraph([missed, Lasting("other", 1, time)]), null, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(1));
        JobReport report = await run;

        Assert.Equal(JobState.MissedDeadline, report.Of("missed").State);
        Assert.Equal(0, report.Of("missed").Attempts);
        Assert.Equal(JobState.Succeeded, report.Of("other").State);
    }

    // The window in which deadlines go first is as wide as the longest estimate, and ends where the last job of a deadline has run.
    [Fact]
    public async Task AnEstimate_AThousandTimesTooLong_StarvesNobody()
    {
        var time = new ManualTime();
        Job[] urgent = [.. Enumerable.Range(0, 50).Select(i => Lasting(Name(i), 1, time) with { Deadline = ManualTime.Begin.AddHours(2) })];
        Job[] others = [Lasting("critical", 1, time) with { Priority = JobPriority.Critical }, Lasting("huge", 1, time) with { EstimatedDuration = TimeSpan.FromSeconds(1_000) }];

        Task<JobReport> run = Scheduler(1, time).RunToEndAsync(new JobGraph([.. urgent, .. others]));
        time.Advance(TimeSpan.FromSeconds(52));

        Assert.True((await run).IsSuccess);
    }

    [Fact]
    public void AJob_WithoutAnEstimate_IsTakenToLastAsLongAsTheOthersDo()
    {
        var graph = new JobGraph([Estimated("short", 1), Job("unknown"), Estimated("long", 3), Estimated("middle", 2)]);

        JobPlan plan = JobScheduler.Plan(graph, 1);

        Assert.Equal(["long", "unknown", "middle", "short"], plan.Order.Select(static job => job.Id).Names());
        Assert.Equal(TimeSpan.FromSeconds(8), plan.Makespan);
    }

    private static Job Estimated(string id, int seconds) => Job(id) with { EstimatedDuration = TimeSpan.FromSeconds(seconds) };

    private static Job Lasting(string id, int seconds, ManualTime time) =>
        Job(id, (_, token) => Task.Delay(TimeSpan.FromSeconds(seconds), time, token));
}
