using WhiteMagic.Execution.Jobs;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

public sealed class JobEndTests
{
    [Fact]
    public async Task AFailure_SkipsWhatDependsOnItAndNothingElse()
    {
        var graph = new JobGraph(
        [
            Job("bad", static (_, _) => throw new InvalidOperationException("no luck")),
            Job("child", "bad"),
            Job("grandchild", "child", "free"),
            Job("free"),
            Job("free too", "free"),
        ]);

        JobReport report = await Scheduler().RunToEndAsync(graph);

        Assert.Equal(JobState.Failed, report.Of("bad").State);
        Assert.Contains("InvalidOperationException: no luck", report.Of("bad").Reason, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(report.Of("bad").Error);
        Assert.All(["child", "grandchild"], name =>
        {
            Assert.Equal(JobState.Skipped, report.Of(name).State);
            Assert.Equal("It depends on 'bad', which failed.", report.Of(name).Reason);
            Assert.Equal("bad", report.Of(name).Cause?.Value);
            Assert.Equal(0, report.Of(name).Attempts);
        });
        Assert.Equal(JobState.Succeeded, report.Of("free too").State);
        Assert.False(report.IsSuccess);
    }

    [Fact]
    public async Task AFailure_WithTheStopPolicy_SkipsTheRestAndCancelsWhatRuns()
    {
        var failing = new TaskCompletionSource();
        var graph = new JobGraph([Job("running", UntilStopped), Job("bad", (_, _) => failing.Task), Job("waiting"), Job("child", "bad")]);
        var options = new JobRunOptions { OnFailure = JobFailurePolicy.Stop };

        Task<JobReport> run = Scheduler(2).RunAsync(graph, options, TestContext.Current.CancellationToken);
        failing.SetException(new InvalidOperationException());
        JobReport report = await run;

        Assert.Equal(JobState.Failed, report.Of("bad").State);
        Assert.Equal(JobState.Cancelled, report.Of("running").State);
        Assert.Equal(JobState.Skipped, report.Of("waiting").State);
        Assert.Equal("It depends on 'bad', which failed.", report.Of("child").Reason);
        Assert.All(["running", "waiting"], name =>
        {
            Assert.Equal("The run stopped because 'bad' did not succeed.", report.Of(name).Reason);
            Assert.Equal("bad", report.Of(name).Cause?.Value);
        });
    }

    [Fact]
    public async Task Work_ThatGivesNull_FailsByName()
    {
        JobReport report = await Scheduler().RunToEndAsync(new JobGraph([Job("null", static (_, _) => null!)]));

        Assert.Equal(JobState.Failed, report.Of("null").State);
        Assert.Contains("null instead of a task", report.Of("null").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_ThatCancelsItself_IsCancelledAndSkipsItsDescendants()
    {
        var graph = new JobGraph([Job("quits", static (_, _) => throw new OperationCanceledException("enough")), Job("child", "quits")]);

        JobReport report = await Scheduler().RunToEndAsync(graph);

        Assert.Equal(JobState.Cancelled, report.Of("quits").State);
        Assert.Contains("enough", report.Of("quits").Reason, StringComparison.Ordinal);
        Assert.Equal("It depends on 'quits', which was cancelled.", report.Of("child").Reason);
    }

    [Fact]
    public async Task CancellingTheRun_CancelsWhatWaitsAndWhatRuns()
    {
        using var cancellation = new CancellationTokenSource();
        var graph = new JobGraph([Job("done") with { Priority = JobPriority.High }, Job("running", UntilStopped), Job("child", "running"), Job("waiting")]);

        Task<JobReport> run = Scheduler(1).RunAsync(graph, null, cancellation.Token);
        await cancellation.CancelAsync();
        JobReport report = await run;

        Assert.Equal(JobState.Succeeded, report.Of("done").State);
        Assert.All(["running", "child", "waiting"], name =>
        {
            Assert.Equal(JobState.Cancelled, report.Of(name).State);
            Assert.Equal("The run was cancelled.", report.Of(name).Reason);
        });
    }

    [Fact]
    public async Task ATokenCancelledBefore_StartsNothing()
    {
        JobReport report = await Scheduler().RunAsync(new JobGraph([Job("a"), Job("b", "a")]), null, new CancellationToken(true));

        Assert.Equal(2, report.Count(JobState.Cancelled));
        Assert.All(report.Outcomes, static outcome => Assert.Equal(0, outcome.Attempts));
    }

    [Fact]
    public async Task CancellingAJob_SkipsItsDescendantsAndLetsTheRestRun()
    {
        var gate = new TaskCompletionSource();
        var graph = new JobGraph(
            [Job("running", UntilStopped), Job("child", "running"), Job("gate", (_, _) => gate.Task), Job("later", "gate"), Job("free", "gate")]);
        JobRun run = Scheduler().Start(graph, null, TestContext.Current.CancellationToken);

        Assert.True(run.Cancel(new JobId("running")));
        Assert.True(run.Cancel(new JobId("later")));
        Assert.False(run.Cancel(new JobId("later")));
        Assert.False(run.Cancel(new JobId("nobody")));
        gate.SetResult();
        JobReport report = await run.Completion;

        Assert.Equal(JobState.Cancelled, report.Of("running").State);
        Assert.Equal(JobState.Skipped, report.Of("child").State);
        Assert.Equal(JobState.Cancelled, report.Of("later").State);
        Assert.Equal(JobState.Succeeded, report.Of("free").State);
    }

    [Fact]
    public async Task Cancelling_WorkThatDoesNotHeedIt_LeavesItBehindAfterTheGrace()
    {
        var never = new TaskCompletionSource();
        var time = new ManualTime();
        var pool = new InlinePool(1);
        JobRun run = On(pool, time).Start(new JobGraph([Job("deaf", (_, _) => never.Task)]), null, TestContext.Current.CancellationToken);

        run.Cancel();
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(run.Completion.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        JobReport report = await run.Completion;

        Assert.Equal(JobState.Cancelled, report.Of("deaf").State);
        Assert.Contains("left behind", report.Of("deaf").Reason, StringComparison.Ordinal);
        Assert.Equal(1, pool.Busy);
        never.SetResult();
        Assert.Equal(0, pool.Busy);
    }

    [Fact]
    public async Task AStormOfCancellations_EndsEveryJobOnce()
    {
        const int Count = 1_000;
        var graph = new JobGraph(Enumerable.Range(0, Count).Select(static i => Job(Name(i), UntilStopped)));
        JobRun run = Scheduler(8).Start(graph, new JobRunOptions { KeepEvents = true }, TestContext.Current.CancellationToken);

        Parallel.For(0, Count * 2, i => run.Cancel(new JobId(Name(i / 2))));
        JobReport report = await run.Completion;

        Assert.Equal(Count, report.Count(JobState.Cancelled));
        int ends = await run.ReadEventsAsync(TestContext.Current.CancellationToken).CountAsync(
            static happening => happening.Kind == JobEventKind.Ended, TestContext.Current.CancellationToken);
        Assert.Equal(Count, ends);
    }
}
