using System.Diagnostics;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Diagnostics;

public sealed class JobTelemetryTests
{
    [Fact]
    public async Task Run_WithAListener_HasASpanForItselfAndOneForEachJob()
    {
        using Recorder recorder = new();
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        int attempts = 0;
        JobGraph graph = new(
        [
            Job("t1-good", (context, _) =>
            {
                context.ReportTokens(7);
                return Task.CompletedTask;
            }) with { Name = "Good", Priority = JobPriority.High },
            Job("t1-retried", (_, _) => ++attempts == 1 ? throw new IOException("secret") : Task.CompletedTask) with { Retry = new() { MaxAttempts = 2 } },
            Job("t1-bad", static (_, _) => throw new InvalidOperationException("secret")),
            Job("t1-after", static (_, _) => Task.CompletedTask) with { Dependencies = [new("t1-bad")] },
        ]);

        JobReport report = await new JobScheduler(kind => pools[kind]).RunAsync(graph, cancellationToken: TestContext.Current.CancellationToken);

        Activity[] spans = [.. recorder.Spans.Where(static span => ((string?)span.GetTagItem("whitemagic.job.id"))?.StartsWith("t1-", StringComparison.Ordinal) ?? false)];
        Assert.Equal(4, spans.Length);
        Activity run = Assert.Single(spans.Select(static span => span.Parent!).Distinct());
        Assert.Contains(run, recorder.Spans);
        Assert.Equal(("job run", 4, 2), (run.OperationName, run.GetTagItem("whitemagic.run.jobs"), run.GetTagItem("whitemagic.run.succeeded")));
        Assert.Equal(ActivityStatusCode.Error, run.Status);
        Assert.Equal("good:succeeded:1", Told(spans, "t1-good"));
        Assert.Equal("retried:succeeded:2", Told(spans, "t1-retried"));
        Assert.Equal("bad:failed:1", Told(spans, "t1-bad"));
        Assert.Equal("after:skipped:0", Told(spans, "t1-after"));
        Activity good = spans.Single(static span => (string?)span.GetTagItem("whitemagic.job.id") == "t1-good");
        Assert.Equal(("Good", "high", "cpu", 7L), (good.DisplayName, good.GetTagItem("whitemagic.job.priority"), good.GetTagItem("whitemagic.job.workload"), good.GetTagItem("whitemagic.job.tokens")));
        Activity bad = spans.Single(static span => (string?)span.GetTagItem("whitemagic.job.id") == "t1-bad");
        Assert.Equal(("System.InvalidOperationException", ActivityStatusCode.Error), (bad.GetTagItem("error.type"), bad.Status));
        Assert.DoesNotContain(spans, static span => span.TagObjects.Any(static tag => tag.Value?.ToString()?.Contains("secret", StringComparison.Ordinal) ?? false));
        Assert.False(report.IsSuccess);
    }

    [Fact]
    public async Task Run_WithAListener_IsAChildOfWhoStartsItAndTheParentOfWhatJobsStart()
    {
        using Recorder recorder = new();
        using ActivitySource source = new("WhiteMagic.Execution");
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        using Activity outer = source.StartActivity("t2-outer")!;
        Activity? seen = null;
        Activity? afterAwait = null;
        JobGraph graph = new([Job("t2", async (_, _) =>
        {
            seen = Activity.Current;
            await Task.Yield();
            afterAwait = Activity.Current;
        })]);

        Task<JobReport> run = new JobScheduler(kind => pools[kind]).RunAsync(graph, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Same(outer, Activity.Current);
        await run;
        Assert.Same(outer, Activity.Current);
        Assert.Equal("t2", seen!.GetTagItem("whitemagic.job.id"));
        Assert.Same(seen, afterAwait);
        Assert.Same(outer, seen.Parent!.Parent);
    }

    [Fact]
    public async Task Run_WithAListener_MeasuresDurationsWaitsAndTokens()
    {
        using Recorder recorder = new();
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        JobGraph graph = new([Job("t3", static (context, _) =>
        {
            context.ReportTokens(1_234_567);
            return Task.CompletedTask;
        }) with { Workload = WorkloadKind.Database, Priority = JobPriority.Background }]);

        await new JobScheduler(kind => pools[kind]).RunAsync(graph, cancellationToken: TestContext.Current.CancellationToken);

        Assert.NotEmpty(recorder.Measured("whitemagic.job.duration", "database", ("whitemagic.job.state", "succeeded")));
        Assert.All(recorder.Measured("whitemagic.job.wait.duration", "database", ("whitemagic.job.priority", "background")), static wait => Assert.True(wait >= 0));
        Assert.Contains(1_234_567, recorder.Measured("whitemagic.job.tokens", "database"));
    }

    [Fact]
    public async Task Run_WithListenersThatThrow_EndsAsWithoutThem()
    {
        using ActivityListener broken = new()
        {
            ShouldListenTo = static source => source.Name == "WhiteMagic.Execution",
            Sample = static (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Name == "job" && Activity.Current?.GetBaggageItem("t4") is not null ? ActivitySamplingResult.AllData : ActivitySamplingResult.PropagationData,
            ActivityStarted = static span => Break(span),
            ActivityStopped = static span => Break(span),
        };
        ActivitySource.AddActivityListener(broken);
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        using Activity outer = new Activity("t4").AddBaggage("t4", "yes").Start();
        JobGraph graph = new(Enumerable.Range(0, 50).Select(static place => Job($"t4-{place}", static (_, _) => Task.CompletedTask)));

        JobReport report = await new JobScheduler(kind => pools[kind]).RunAsync(graph, cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(report.IsSuccess);

        static void Break(Activity span)
        {
            if (span.GetBaggageItem("t4") is not null && span.OperationName == "job")
            {
                throw new InvalidOperationException("A listener is broken.");
            }
        }
    }

    [Fact]
    public async Task Completion_OfManyRuns_ComesAfterAllSpansHaveStopped()
    {
        using Recorder recorder = new();
        await using WorkerPools pools = new(new WorkerPoolsOptions());
        for (int round = 0; round < 50; round++)
        {
            string prefix = $"t5-{round}-";
            JobGraph graph = new(Enumerable.Range(0, 20).Select(place => Job($"{prefix}{place}", static (_, _) => Task.CompletedTask) with
            {
                Workload = place % 2 == 0 ? WorkloadKind.Io : WorkloadKind.Api,
            }));

            await new JobScheduler(kind => pools[kind]).RunAsync(graph, cancellationToken: TestContext.Current.CancellationToken);

            Assert.Equal(20, recorder.Spans.Count(span => ((string?)span.GetTagItem("whitemagic.job.id"))?.StartsWith(prefix, StringComparison.Ordinal) ?? false));
        }
    }

    [Fact]
    public async Task Observe_DuringARun_CountsReadyAndRunningJobs()
    {
        using Recorder recorder = new();
        await using WorkerPools pools = new(new WorkerPoolsOptions { DatabaseWorkers = 1 });
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        JobGraph graph = new(Enumerable.Range(0, 5).Select(place => Job($"t6-{place}", WaitAsync) with { Workload = WorkloadKind.Database }));

        Task<JobReport> run = new JobScheduler(kind => pools[kind]).RunAsync(graph, cancellationToken: TestContext.Current.CancellationToken);
        await started.Task;

        Assert.True(recorder.ObserveAll("whitemagic.job.queue.length").Sum() >= 4);
        Assert.True(recorder.ObserveAll("whitemagic.job.running").Sum() >= 1);
        gate.SetResult();
        Assert.True((await run).IsSuccess);

        Task WaitAsync(JobContext context, CancellationToken token)
        {
            started.TrySetResult();
            return gate.Task;
        }
    }

    private static string Told(Activity[] spans, string id)
    {
        Activity span = spans.Single(span => (string?)span.GetTagItem("whitemagic.job.id") == id);
        return $"{id[3..]}:{span.GetTagItem("whitemagic.job.state")}:{span.GetTagItem("whitemagic.job.attempts")}";
    }

    private static Job Job(string id, Func<JobContext, CancellationToken, Task> work) => new() { Id = new(id), Work = work };
}
