using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;
using static WhiteMagic.Execution.Tests.Jobs.JobCases;

namespace WhiteMagic.Execution.Tests.Jobs;

public sealed class JobRunTests
{
    [Fact]
    public async Task AnEmptyGraph_EndsAtOnce()
    {
        JobReport report = await Scheduler().RunToEndAsync(new JobGraph([]));

        Assert.Empty(report.Outcomes);
        Assert.Empty(report.CriticalPath);
        Assert.True(report.IsSuccess);
        Assert.Equal(0, report.AchievedParallelism);
    }

    [Fact]
    public async Task AReport_TellsTheCriticalPathTheParallelismAndTheBound()
    {
        var time = new ManualTime();
        var b = new TaskCompletionSource();
        var c = new TaskCompletionSource();
        var graph = new JobGraph([Job("a", Taking(time, 2)), Job("b", (_, _) => b.Task, "a"), Job("c", (_, _) => c.Task, "a"), Job("d", Taking(time, 1), "b", "c")]);

        Task<JobReport> run = Scheduler(2, time).RunToEndAsync(graph);
        time.Advance(TimeSpan.FromSeconds(3));
        b.SetResult();
        time.Advance(TimeSpan.FromSeconds(1));
        c.SetResult();
        JobReport report = await run;

        Assert.Equal(["a", "c", "d"], report.CriticalPath.Names());
        Assert.Equal(TimeSpan.FromSeconds(7), report.CriticalPathDuration);
        Assert.Equal(TimeSpan.FromSeconds(7), report.Duration);
        Assert.Equal(TimeSpan.FromSeconds(10), report.TotalWork);
        Assert.Equal(TimeSpan.FromSeconds(7), report.LowerBound);
        Assert.Equal(10.0 / 7, report.AchievedParallelism, 6);
        Assert.Equal((2, 2), (report.Workers, report.PeakParallelism));
        JobOutcome last = report.Of("d");
        Assert.Equal(
            (ManualTime.Begin.AddSeconds(6), ManualTime.Begin.AddSeconds(6), ManualTime.Begin.AddSeconds(7)), (last.ReadyAt, last.StartedAt, last.EndedAt));
    }

    [Fact]
    public async Task Results_ReachTheJobsThatDependOnThem()
    {
        var graph = new JobGraph(
        [
            Job("one", static (context, _) => { context.Result = 20; return Task.CompletedTask; }),
            Job("two", static (context, _) => { context.Result = 1 + (int)context.ResultOf(new JobId("one"))!; return Task.CompletedTask; }, "one"),
            Job("stray", static (context, _) => { context.ResultOf(new JobId("nobody")); return Task.CompletedTask; }),
        ]);

        JobReport report = await Scheduler().RunToEndAsync(graph);

        Assert.Equal(21, report.Of("two").Result);
        Assert.IsType<InvalidOperationException>(report.Of("stray").Error);
        Assert.Contains("'stray' asked for the result of 'nobody'", report.Of("stray").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_TellEachStartRetryAndEndInOrder()
    {
        var graph = new JobGraph(
        [
            Job("flaky", static (context, _) => context.Attempt == 1 ? throw new IOException("no") : Task.CompletedTask)
                with { Retry = new JobRetryPolicy { MaxAttempts = 2 } },
            Job("bad", static (_, _) => throw new IOException("no"), "flaky"),
            Job("child", "bad"),
        ]);
        JobRun run = Scheduler(1).Start(graph, new JobRunOptions { KeepEvents = true }, TestContext.Current.CancellationToken);

        var told = new List<string>();
        await foreach (JobEvent happening in run.ReadEventsAsync(TestContext.Current.CancellationToken))
        {
            told.Add($"{happening.Job} {happening.Kind} {happening.Attempt} {happening.State} {happening.Ended}/{happening.Total}");
        }

        Assert.Equal(
            [
                "flaky Started 1  0/3", "flaky Retrying 1  0/3", "flaky Started 2  0/3", "flaky Ended 2 Succeeded 1/3",
                "bad Started 1  1/3", "bad Ended 1 Failed 2/3", "child Ended 0 Skipped 3/3",
            ],
            told);
        Assert.Throws<InvalidOperationException>(() => Scheduler().Start(graph, null, TestContext.Current.CancellationToken).ReadEventsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AChain_Of100000Jobs_RunsAndIsSkippedWithoutRecursion()
    {
        const int Count = 100_000;
        Job[] jobs = [.. Enumerable.Range(0, Count).Select(static i => i == 0 ? Job("0") : Job(Name(i), Name(i - 1)))];

        JobReport report = await Scheduler().RunToEndAsync(new JobGraph(jobs));
        Assert.Equal(Count, report.Count(JobState.Succeeded));
        Assert.Equal(1, report.PeakParallelism);

        jobs[0] = Job("0", static (_, _) => throw new IOException("no"));
        report = await Scheduler().RunToEndAsync(new JobGraph(jobs));
        Assert.Equal(Count - 1, report.Count(JobState.Skipped));
        Assert.Equal("0", report.Outcomes[^1].Cause?.Value);
    }

    [Fact]
    public async Task AJob_ThatAddsJobsWhileRunning_ChangesNotItsRunButOnesOfItsOwn()
    {
        JobScheduler scheduler = Scheduler(1);
        List<Job> jobs = [];
        JobReport? inner = null;
        jobs.Add(Job("adds", async (_, _) =>
        {
            jobs.Add(Job("added", "adds"));
            inner = await scheduler.RunToEndAsync(new JobGraph(jobs.Skip(1).Select(static job => job with { Dependencies = [] })));
        }));

        JobReport report = await scheduler.RunToEndAsync(new JobGraph(jobs));

        Assert.Equal("adds", Assert.Single(report.Outcomes).Id.Value);
        Assert.True(report.IsSuccess);
        Assert.Equal("added", Assert.Single(inner!.Outcomes).Id.Value);
        Assert.True(inner.IsSuccess);
    }

    [Fact]
    public async Task Jobs_ThatRunGraphsThemselves_DoNotDeadlockAtTheLimit()
    {
        var pool = new InlinePool(1);
        JobScheduler scheduler = On(pool, TimeProvider.System);
        var innermost = new JobGraph([Job("c"), Job("d", static async (_, _) => await Task.Yield(), "c")]);
        var inner = new JobGraph([Job("b", async (_, token) => Assert.True((await scheduler.RunAsync(innermost, null, token)).IsSuccess))]);
        var outer = new JobGraph(Enumerable.Range(0, 3).Select(i => Job(
            Name(i), async (_, token) => Assert.True((await scheduler.RunAsync(inner, null, token)).IsSuccess))));

        JobReport report = await scheduler.RunToEndAsync(outer);

        Assert.True(report.IsSuccess, string.Join(' ', report.Outcomes.Select(static outcome => outcome.Reason)));
        Assert.Equal(1, pool.Peak);
    }

    [Fact]
    public async Task APool_ThatWasDisposed_FailsItsJobsAndNoOthers()
    {
        var working = new InlinePool(1);
        var scheduler = new JobScheduler(kind => kind == WorkloadKind.Io ? new DisposedPool() : working);
        var graph = new JobGraph([Job("io") with { Workload = WorkloadKind.Io }, Job("child", "io"), Job("later", "cpu") with { Workload = WorkloadKind.Io }, Job("cpu")]);

        JobReport report = await scheduler.RunToEndAsync(graph);

        Assert.Equal([JobState.Failed, JobState.Skipped, JobState.Failed, JobState.Succeeded], report.Outcomes.Select(static outcome => outcome.State));
        Assert.Contains("pool for Io work", report.Of("io").Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => new JobScheduler(static _ => null!).RunToEndAsync(graph));
    }

    [Fact]
    public async Task Runs_ThatShareAPool_AllEndWithinItsLimit()
    {
        var pool = new InlinePool(3);
        JobScheduler scheduler = On(pool);
        JobGraph[] graphs = [.. Enumerable.Range(0, 50).Select(static seed => RandomGraphs.Of(seed, 40, static (job, _) => job with
        {
            Work = static async (_, _) => await Task.Yield(),
        }))];

        JobReport[] reports = await Task.WhenAll(graphs.Select(graph => scheduler.RunToEndAsync(graph)));

        Assert.All(reports, static report => Assert.True(report.IsSuccess));
        Assert.InRange(pool.Peak, 1, 3);
    }

    [Fact]
    public async Task Runs_ThatShareOneWorker_TakeTurns()
    {
        await using var pool = new WorkerPool(new WorkerPoolOptions { Name = "one", Limit = 1 });
        var time = new ManualTime();
        var scheduler = new JobScheduler(_ => pool, time);
        var haveBoth = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var order = new List<char>();
        JobGraph Of(char run) => new(Enumerable.Range(0, 10).Select(number => Job(Name(number), async (_, _) =>
        {
            await haveBoth.Task;
            order.Add(run);
            time.Advance(TimeSpan.FromSeconds(1));
        })));

        Task<JobReport> first = scheduler.RunAsync(Of('a'), null, TestContext.Current.CancellationToken);
        Task<JobReport> second = scheduler.RunAsync(Of('b'), null, TestContext.Current.CancellationToken);
        haveBoth.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal(20, order.Count);
        Assert.InRange(order.Take(10).Count(static run => run == 'b'), 4, 6);
    }

    private static Func<JobContext, CancellationToken, Task> Taking(ManualTime time, int seconds) => (_, _) =>
    {
        time.Advance(TimeSpan.FromSeconds(seconds));
        return Task.CompletedTask;
    };
}
