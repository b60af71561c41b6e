using WhiteMagic.Execution.Jobs;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

public sealed class JobBudgetTests
{
    [Fact]
    public async Task ABudget_SkipsWhatDoesNotFitAndSaysWhatItBought()
    {
        JobReport report = await RunAsync(100, 1, Tokens("a", 60, null) with { Priority = JobPriority.High }, Tokens("b", 60, null), Job("child", "b"), Tokens("c", 40, null));

        Assert.Equal(JobState.Skipped, report.Of("b").State);
        Assert.Equal("Its estimate of 60 tokens did not fit: 40 of the budget of 100 were left.", report.Of("b").Reason);
        Assert.Equal(JobState.Skipped, report.Of("child").State);
        Assert.Equal(["b"], report.Tokens.Unaffordable.Names());
        Assert.Equal((100, 100, 2, 0), (report.Tokens.Admitted, report.Tokens.Spent, report.Tokens.Bought, report.Tokens.Overrun));
    }

    [Fact]
    public async Task AReport_BelowTheEstimate_MakesRoomForMore()
    {
        JobReport report = await RunAsync(100, 1, Tokens("a", 60, 10), Tokens("b", 60, 30), Tokens("c", 60, 60));

        Assert.True(report.IsSuccess);
        Assert.Equal(100, report.Tokens.Spent);
        Assert.Equal(180, report.Tokens.Admitted);
    }

    [Fact]
    public async Task AJob_ThatDoesNotFitYet_WaitsForWhatRunningJobsGiveBackAndIsNotOvertaken()
    {
        var gate = new TaskCompletionSource();
        Job running = Tokens("running", 60, null) with
        {
            Priority = JobPriority.Critical,
            Work = async (context, _) =>
            {
                await gate.Task;
                context.ReportTokens(20);
            },
        };
        var graph = new JobGraph([running, Tokens("parked", 80, 80), Tokens("lesser", 40, 40) with { Priority = JobPriority.Low }, Job("free")]);

        Task<JobReport> run = Scheduler(4).RunAsync(graph, new JobRunOptions { TokenBudget = 100 }, TestContext.Current.CancellationToken);
        gate.SetResult();
        JobReport report = await run;

        Assert.Equal(JobState.Succeeded, report.Of("parked").State);
        Assert.Equal(JobState.Skipped, report.Of("lesser").State);
        Assert.Equal(100, report.Tokens.Spent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AJob_ThatEndsWhileItWaitsForTokens_LetsThoseBehindItThrough(bool isCancelled)
    {
        var time = new ManualTime();
        var gate = new TaskCompletionSource();
        bool hasRun = false;
        Job parked = Tokens("parked", 80, null) with { Priority = JobPriority.High, Deadline = isCancelled ? null : ManualTime.Begin.AddSeconds(10) };
        Job behind = Tokens("behind", 40, null) with
        {
            Work = (_, _) =>
            {
                hasRun = true;
                return Task.CompletedTask;
            },
        };
        var graph = new JobGraph([Tokens("running", 60, null) with { Priority = JobPriority.Critical, Work = (_, _) => gate.Task }, parked, behind]);
        JobRun run = Scheduler(3, time).Start(graph, new JobRunOptions { TokenBudget = 100 }, TestContext.Current.CancellationToken);
        bool hasOvertaken = hasRun;

        if (isCancelled)
        {
            run.Cancel(new JobId("parked"));
        }

        time.Advance(TimeSpan.FromSeconds(11));
        bool hasRunBesides = hasRun;
        gate.SetResult();
        JobReport report = await run.Completion;

        Assert.Equal((false, true), (hasOvertaken, hasRunBesides));
        Assert.Equal(isCancelled ? JobState.Cancelled : JobState.MissedDeadline, report.Of("parked").State);
        Assert.Equal((100, 2), (report.Tokens.Spent, report.Tokens.Bought));
    }

    [Fact]
    public async Task ManyJobs_ThatWaitForTokensThatNeverCome_AreAllSkippedWithoutRecursion()
    {
        const int Count = 200_000;
        var gate = new TaskCompletionSource();
        Job running = Tokens("running", 60, null) with { Priority = JobPriority.Critical, Work = (_, _) => gate.Task };
        var graph = new JobGraph(Enumerable.Range(0, Count).Select(static number => Tokens(Name(number), 50, null)).Prepend(running));

        Task<JobReport> run = Scheduler(4).RunAsync(graph, new JobRunOptions { TokenBudget = 100 }, TestContext.Current.CancellationToken);
        gate.SetResult();
        JobReport report = await run;

        Assert.Equal((1, Count), (report.Count(JobState.Succeeded), report.Tokens.Unaffordable.Count));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(long.MaxValue)]
    public async Task AReport_BeyondTheBudget_StopsFurtherSpendingAndIsShown(long tokens)
    {
        JobReport report = await RunAsync(100, 1, Tokens("greedy", 1, tokens), Tokens("next", 1, null), Job("free"));

        Assert.Equal(JobState.Succeeded, report.Of("greedy").State);
        Assert.Equal(tokens, report.Of("greedy").Tokens);
        Assert.Equal(JobState.Skipped, report.Of("next").State);
        Assert.Equal(JobState.Succeeded, report.Of("free").State);
        Assert.Equal(tokens - 100, report.Tokens.Overrun);
        Assert.Equal(1, report.Tokens.Admitted);
    }

    [Fact]
    public async Task AReport_OfLessThanNothing_FailsTheJob()
    {
        JobReport report = await RunAsync(null, 1, Tokens("odd", 1, -1));

        Assert.Equal(JobState.Failed, report.Of("odd").State);
        Assert.IsType<ArgumentOutOfRangeException>(report.Of("odd").Error);
    }

    [Fact]
    public async Task ARetry_ThatDoesNotFit_EndsAsTheFailureItWas()
    {
        Job flaky = Tokens("flaky", 60, null) with
        {
            Work = static (_, _) => throw new IOException("no"),
            Retry = new JobRetryPolicy { MaxAttempts = 2 },
        };

        JobReport report = await RunAsync(100, 1, flaky);

        Assert.Equal(JobState.Failed, report.Of("flaky").State);
        Assert.Equal(1, report.Of("flaky").Attempts);
        Assert.Contains("did not fit", report.Of("flaky").Reason, StringComparison.Ordinal);
        Assert.Empty(report.Tokens.Unaffordable);
    }

    [Fact]
    public async Task ARetry_ThatLeavesAnotherOneNoTokens_IsStoppedWithTheRun()
    {
        var gate = new TaskCompletionSource();
        Job dear = Tokens("dear", 160, null) with
        {
            Priority = JobPriority.Critical,
            Work = async (_, _) =>
            {
                await gate.Task;
                throw new IOException("no");
            },
            Retry = new JobRetryPolicy { MaxAttempts = 2 },
        };
        Job parked = Tokens("parked", 40, null) with { Work = static (_, _) => throw new IOException("no"), Retry = dear.Retry };
        var options = new JobRunOptions { TokenBudget = 200, OnFailure = JobFailurePolicy.Stop };

        Task<JobReport> run = Scheduler(2).RunAsync(new JobGraph([dear, parked]), options, TestContext.Current.CancellationToken);
        gate.SetResult();
        JobReport report = await run;

        Assert.Contains("did not fit", report.Of("parked").Reason, StringComparison.Ordinal);
        Assert.Equal("The run stopped because 'parked' did not succeed.", report.Of("dear").Reason);
    }

    [Fact]
    public async Task ABudget_BelowZero_IsRejected() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(static () => RunAsync(-1, 1, Job("a")));

    private static Job Tokens(string id, long estimate, long? real) => Job(id) with
    {
        EstimatedTokens = estimate,
        Work = (context, _) =>
        {
            if (real is { } tokens)
            {
                context.ReportTokens(tokens);
            }

            return Task.CompletedTask;
        },
    };

    private static Task<JobReport> RunAsync(long? budget, int workers, params Job[] jobs) =>
        Scheduler(workers).RunAsync(new JobGraph(jobs), new JobRunOptions { TokenBudget = budget });
}
