#:project ../src/WhiteMagic.Execution/WhiteMagic.Execution.csproj

// Runs a graph of jobs: what waits for what, what fails and whom that costs, and how close the run came to the best possible.
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

await using var pools = new WorkerPools(new WorkerPoolsOptions());
var scheduler = new JobScheduler(kind => pools[kind]);

var graph = new JobGraph(
[
    new Job
    {
        Id = new("users"),
        Workload = WorkloadKind.Api,
        EstimatedDuration = TimeSpan.FromMilliseconds(40),
        EstimatedTokens = 300,
        Timeout = TimeSpan.FromSeconds(10),
        Work = async (job, token) =>
        {
            await Task.Delay(40, token);
            job.Result = 3;
            job.ReportTokens(280);
        },
    },
    new Job
    {
        Id = new("orders"),
        Workload = WorkloadKind.Database,
        EstimatedDuration = TimeSpan.FromMilliseconds(60),
        Retry = new JobRetryPolicy { MaxAttempts = 3, Delay = TimeSpan.FromMilliseconds(5) },
        Work = async (job, token) =>
        {
            await Task.Delay(20, token);
            job.Result = job.Attempt == 1 ? throw new IOException("The connection was reset.") : 42;
        },
    },
    new Job
    {
        Id = new("report"),
        Priority = JobPriority.High,
        Dependencies = [new("users"), new("orders")],
        Work = (job, _) =>
        {
            job.Result = $"{job.ResultOf(new("users"))} users, {job.ResultOf(new("orders"))} orders";
            return Task.CompletedTask;
        },
    },
    new Job { Id = new("broken"), Work = (_, _) => throw new InvalidOperationException("No template.") },
    new Job { Id = new("mail"), Dependencies = [new("report"), new("broken")], Work = (_, _) => Task.CompletedTask },
]);

JobPlan plan = scheduler.Plan(graph);
Console.WriteLine($"Planned: {plan.Waves.Count} waves, critical path {string.Join(" > ", plan.CriticalPath)}, {plan.Tokens} tokens.");

JobRun run = scheduler.Start(graph, new JobRunOptions { TokenBudget = 1_000, KeepEvents = true });
await foreach (JobEvent happening in run.ReadEventsAsync())
{
    Console.WriteLine($"  {happening.Ended}/{happening.Total} {happening.Job}: {happening.Kind} {happening.State}");
}

JobReport report = await run.Completion;
foreach (JobOutcome outcome in report.Outcomes)
{
    Console.WriteLine($"{outcome.Id}: {outcome.State} after {outcome.Attempts} attempts. {outcome.Result ?? outcome.Reason}");
}

Console.WriteLine($"{report.Tokens.Spent} of {report.Tokens.Budget} tokens bought {report.Tokens.Bought} jobs.");
Console.WriteLine($"It took {report.Duration.TotalMilliseconds:0} ms; no schedule of these jobs takes less than {report.LowerBound.TotalMilliseconds:0} ms.");
