using WhiteMagic.Execution.Jobs;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

public sealed class JobTimeTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task ATimeout_OfWorkThatIgnoresIt_EndsTheJobWhileItsWorkerStaysBusy()
    {
        var never = new TaskCompletionSource();
        var pool = new InlinePool(1);
        var graph = new JobGraph([Limited("stuck", (_, _) => never.Task), Job("child", "stuck"), Job("other")]);

        Task<JobReport> run = On(pool, _time).RunToEndAsync(graph);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(run.IsCompleted);
        Assert.Equal(1, pool.Busy);
        never.SetResult();
        JobReport report = await run;

        Assert.Equal(JobState.TimedOut, report.Of("stuck").State);
        Assert.Contains("00:00:10", report.Of("stuck").Reason, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(10), report.Of("stuck").RunTime);
        Assert.Equal("It depends on 'stuck', which timed out.", report.Of("child").Reason);
        Assert.Equal(JobState.Succeeded, report.Of("other").State);
        Assert.Equal(1, pool.Peak);
    }

    [Fact]
    public async Task ATimeout_OfWorkThatNeverEnds_DoesNotHangTheRun()
    {
        var pool = new InlinePool(2);
        var graph = new JobGraph([Limited("stuck", static (_, _) => new TaskCompletionSource().Task), Job("other")]);

        Task<JobReport> run = On(pool, _time).RunToEndAsync(graph);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(1, (await run).Count(JobState.TimedOut));
        Assert.Equal(1, pool.Busy);
    }

    [Fact]
    public async Task ATimeout_CancelsTheTokenAndIsTriedAgainOnceTheAttemptHasEnded()
    {
        var graph = new JobGraph(
        [
            Limited("slow once", static (context, token) => context.Attempt == 1 ? UntilStopped(context, token) : Task.CompletedTask)
                with { Retry = new JobRetryPolicy { MaxAttempts = 2 } },
        ]);

        Task<JobReport> run = Scheduler(1, _time).RunToEndAsync(graph);
        _time.Advance(TimeSpan.FromSeconds(10));
        JobReport report = await run;

        Assert.Equal(JobState.Succeeded, report.Of("slow once").State);
        Assert.Equal(2, report.Of("slow once").Attempts);
        Assert.Null(report.Of("slow once").Error);
    }

    [Fact]
    public async Task ATimeout_ThatIsIgnored_IsNotTriedAgain()
    {
        var graph = new JobGraph([Limited("deaf", static (_, _) => new TaskCompletionSource().Task) with { Retry = new JobRetryPolicy { MaxAttempts = 5 } }]);

        Task<JobReport> run = Scheduler(1, _time).RunToEndAsync(graph);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(run.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        JobReport report = await run;

        Assert.Equal(JobState.TimedOut, report.Of("deaf").State);
        Assert.Equal(1, report.Of("deaf").Attempts);
        Assert.Contains("left behind", report.Of("deaf").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATimeout_WithTheStopPolicy_SkipsTheRestAndCancelsWhatRuns()
    {
        var graph = new JobGraph(
        [
            Limited("slow", static (_, _) => new TaskCompletionSource().Task),
            Job("running", UntilStopped),
            Job("waiting", "running"),
            Job("queued") with { Priority = JobPriority.Background },
        ]);

        Task<JobReport> run = Scheduler(2, _time).RunAsync(graph, new JobRunOptions { OnFailure = JobFailurePolicy.Stop }, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(10));
        JobReport report = await run;

        Assert.Equal(
            [JobState.TimedOut, JobState.Cancelled, JobState.Skipped, JobState.Skipped],
            report.Outcomes.Select(static outcome => outcome.State));
        Assert.All(report.Outcomes.Skip(1), static outcome => Assert.Equal("The run stopped because 'slow' did not succeed.", outcome.Reason));
    }

    [Fact]
    public async Task AFailure_IsTriedAgainAfterItsPauses()
    {
        var starts = new List<TimeSpan>();
        var graph = new JobGraph(
        [
            Job("flaky", (context, _) =>
            {
                starts.Add(_time.GetUtcNow() - ManualTime.Begin);
                return context.Attempt < 4 ? throw new IOException("not yet") : Task.CompletedTask;
            }) with { Retry = new JobRetryPolicy { MaxAttempts = 4, Delay = TimeSpan.FromSeconds(1), MaxDelay = TimeSpan.FromSeconds(3) } },
            Job("child", "flaky"),
        ]);

        Task<JobReport> run = Scheduler(1, _time).RunToEndAsync(graph);
        _time.Advance(TimeSpan.FromSeconds(6));
        JobReport report = await run;

        Assert.Equal([0, 1, 3, 6], starts.Select(static start => (int)start.TotalSeconds));
        Assert.True(report.IsSuccess);
        Assert.Equal(4, report.Of("flaky").Attempts);
        Assert.Equal(TimeSpan.Zero, report.Of("flaky").RunTime);
    }

    [Fact]
    public async Task AFailure_ThatThePolicyDoesNotAccept_IsFinal()
    {
        var retry = new JobRetryPolicy { MaxAttempts = 9, ShouldRetry = static error => error is IOException };
        var broken = new JobRetryPolicy { MaxAttempts = 9, ShouldRetry = static _ => throw new InvalidOperationException() };
        var graph = new JobGraph(
        [
            Job("other error", static (_, _) => throw new ArgumentException("wrong")) with { Retry = retry },
            Job("always", static (_, _) => throw new IOException("again")) with { Retry = retry },
            Job("broken policy", static (_, _) => throw new IOException("again")) with { Retry = broken },
        ]);

        JobReport report = await Scheduler(1, _time).RunToEndAsync(graph);

        Assert.Equal([1, 9, 1], report.Outcomes.Select(static outcome => outcome.Attempts));
        Assert.Equal(3, report.Count(JobState.Failed));
        Assert.Contains("Attempt 9 of 9", report.Of("always").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADeadline_InThePast_IsReportedAndNothingRuns()
    {
        var graph = new JobGraph([Job("late") with { Deadline = ManualTime.Begin.AddTicks(-1) }, Job("child", "late"), Job("free")]);

        JobReport report = await Scheduler(1, _time).RunToEndAsync(graph);

        Assert.Equal(JobState.MissedDeadline, report.Of("late").State);
        Assert.True(report.Of("late").IsLate);
        Assert.Contains("2026-11-23T09:59:59", report.Of("late").Reason, StringComparison.Ordinal);
        Assert.Equal("It depends on 'late', which could not make its deadline.", report.Of("child").Reason);
        Assert.Equal(JobState.Succeeded, report.Of("free").State);
        Assert.Equal(0, report.Of("late").Attempts);
    }

    [Fact]
    public async Task ADeadline_OutOfReachOfThePathBeforeIt_IsReportedAtOnce()
    {
        var graph = new JobGraph(
        [
            Job("before") with { EstimatedDuration = TimeSpan.FromSeconds(10) },
            Job("late", "before") with { EstimatedDuration = TimeSpan.FromSeconds(6), Deadline = ManualTime.Begin.AddSeconds(15) },
            Job("tight", "before") with { EstimatedDuration = TimeSpan.FromSeconds(5), Deadline = ManualTime.Begin.AddSeconds(15) },
        ]);

        JobReport report = await Scheduler(1, _time).RunToEndAsync(graph);

        Assert.Equal(JobState.MissedDeadline, report.Of("late").State);
        Assert.Equal(JobState.Succeeded, report.Of("tight").State);
        Assert.Equal(JobState.Succeeded, report.Of("before").State);
    }

    [Fact]
    public async Task ADeadline_ThatPassesWhileTheJobWaits_IsReportedTheMomentItIsLost()
    {
        var gate = new TaskCompletionSource();
        var graph = new JobGraph(
        [
            Job("gate", (_, _) => gate.Task),
            Job("late", "gate") with { EstimatedDuration = TimeSpan.FromSeconds(10), Deadline = ManualTime.Begin.AddSeconds(30) },
        ]);

        Task<JobReport> run = Scheduler(1, _time).RunToEndAsync(graph);
        _time.Advance(TimeSpan.FromMinutes(1));
        gate.SetResult();
        JobReport report = await run;

        Assert.Equal(JobState.MissedDeadline, report.Of("late").State);
        Assert.InRange(report.Of("late").EndedAt, ManualTime.Begin.AddSeconds(20), ManualTime.Begin.AddSeconds(20.001));
    }

    [Fact]
    public async Task ADeadline_ThatPassesWhileTheJobRuns_IsReportedWithItsSuccess()
    {
        var gate = new TaskCompletionSource();
        var graph = new JobGraph([Job("over", (_, _) => gate.Task) with { Deadline = ManualTime.Begin.AddSeconds(10) }]);

        Task<JobReport> run = Scheduler(1, _time).RunToEndAsync(graph);
        _time.Advance(TimeSpan.FromSeconds(12));
        gate.SetResult();
        JobOutcome outcome = (await run).Of("over");

        Assert.Equal(JobState.Succeeded, outcome.State);
        Assert.True(outcome.IsLate);
        Assert.Contains("00:00:02 after its deadline", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARetry_ThatCannotMakeItsDeadline_EndsAsTheFailureItWas()
    {
        var graph = new JobGraph(
        [
            Job("flaky", static (_, _) => throw new IOException("no")) with
            {
                Deadline = ManualTime.Begin.AddSeconds(10),
                Retry = new JobRetryPolicy { MaxAttempts = 3, Delay = TimeSpan.FromMinutes(1) },
            },
        ]);

        Task<JobReport> run = Scheduler(1, _time).RunToEndAsync(graph);
        _time.Advance(TimeSpan.FromSeconds(11));
        JobOutcome outcome = (await run).Of("flaky");

        Assert.Equal(JobState.Failed, outcome.State);
        Assert.Contains("no time for another attempt", outcome.Reason, StringComparison.Ordinal);
    }

    private static Job Limited(string id, Func<JobContext, CancellationToken, Task> work) =>
        Job(id, work) with { Timeout = TimeSpan.FromSeconds(10) };
}
