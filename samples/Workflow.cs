#:project ../src/WhiteMagic/WhiteMagic.csproj

// Asks the advisor what can run together, whether to begin, and runs within the limits that it gives.
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Workflows;

var advisor = new WorkflowAdvisor(new WorkflowOptions { MaxParallelCalls = 10 });

OperationPlan calls = advisor.Plan(
[
    new() { Text = "Check the authentication of the service" },
    new() { Id = "fetch-users", Text = "Fetch the users" },
    new() { Text = "Fetch the orders and save them to orders.json" },
    new() { Text = "Count the rows of orders.json" },
    new() { Text = "Using the result of fetch-users, write report.md" },
    new() { Text = "Then send it to the team" },
]);
foreach (OperationDependency found in calls.Dependencies)
{
    Console.WriteLine(found.Reason);
}

Console.WriteLine(string.Join(" | ", calls.Batches.Select(batch => string.Join(", ", batch.Select(place => place + 1)))));

// The same operations as a graph: each starts as soon as what it waits for is done. Estimates and timeouts make advice possible.
JobGraph bare = calls.ToGraph((place, token) => Task.Delay(10 * (place + 1), token));
var graph = new JobGraph(bare.Jobs.Select(job => job with
{
    EstimatedDuration = TimeSpan.FromMilliseconds(40),
    EstimatedTokens = 2_000,
    Timeout = TimeSpan.FromSeconds(10),
}));
WorkflowAdvice advice = advisor.Advise(graph, new WorkflowConditions
{
    Now = TimeProvider.System.GetUtcNow(),
    TokensUsed = 110_000,
    TokenBudget = 200_000,
});
Console.WriteLine($"{advice.Terrain.Terrain}: {string.Join(' ', advice.Terrain.Reasons)} {advice.Terrain.Approach}");
Console.WriteLine($"{advice.Factors.Verdict}: {advice.Factors.Reason}");
foreach (FactorAssessment factor in advice.Factors.Factors)
{
    Console.WriteLine($"  {factor.Factor} {factor.Score:0.00}: {factor.Reason}");
}

Console.WriteLine(advice.Tokens.Advice);
Console.WriteLine($"{advice.Tier}: {advice.TierReason}");

// The limits are in the pools and in the options, not only in the text.
await using var pools = new WorkerPools(new WorkerPoolsOptions());
var scheduler = new JobScheduler(advice.Bound(kind => pools[kind]));
JobReport report = await scheduler.RunAsync(graph, advice.RunOptions);
Console.WriteLine($"{report.Count(JobState.Succeeded)} of {report.Outcomes.Count} done, at most {report.PeakParallelism} at once.");
