#:project ../src/WhiteMagic.Execution/WhiteMagic.Execution.csproj

// Limits how much runs at once: pools with bounded queues, batches with an outcome for each item, and a limit that adapts.
using WhiteMagic.Execution;
using WhiteMagic.Execution.Workers;

await using var pools = new WorkerPools(new WorkerPoolsOptions { ApiWorkers = 8, Adaptive = false, CallTimeout = TimeSpan.FromSeconds(2) });

int[] pages = [.. Enumerable.Range(1, 20)];
IReadOnlyList<ItemOutcome<string>> outcomes = await pools.Api.RunBatchAsync(pages, FetchAsync, CancellationToken.None);
foreach (ItemOutcome<string> outcome in outcomes.Where(outcome => !outcome.IsSuccess))
{
    Console.WriteLine($"Page {pages[outcome.Position]}: {outcome.Status}, {outcome.Error!.Message}");
}

Console.WriteLine($"{outcomes.Count(outcome => outcome.IsSuccess)} of {outcomes.Count} pages, no more than {pools.Api.Limit} at once.");

// Changes the limit of the live pool as long as it is not disposed: up while calls take no longer, down when they do.
using (new AdaptiveConcurrency(pools.Api, new LatencyGradientPolicy(), new AdaptiveConcurrencyOptions { Ceiling = 64, Interval = TimeSpan.FromMilliseconds(20) }))
{
    int[] many = [.. Enumerable.Range(1, 2_000).Where(page => page % 7 != 0)];
    await pools.Api.RunBatchAsync(many, FetchAsync, CancellationToken.None);
    Console.WriteLine($"After {many.Length} more calls the limit is {pools.Api.Limit}.");
}

// A pool may also turn work away when its queue is full, rather than have callers wait.
await using var small = new WorkerPool(new WorkerPoolOptions { Name = "small", Limit = 1, QueueLength = 1, WhenFull = QueueFullPolicy.Shed });
Task first = small.RunAsync(token => Task.Delay(50, token), CancellationToken.None);
Task second = small.RunAsync(token => Task.Delay(50, token), CancellationToken.None);
try
{
    await small.RunAsync(token => Task.Delay(50, token), CancellationToken.None);
}
catch (WorkerPoolFullException full)
{
    Console.WriteLine(full.Message);
}

await Task.WhenAll(first, second);
WorkerPoolStatistics statistics = pools.Api.Statistics;
Console.WriteLine($"{statistics.Started} calls had a worker after {statistics.MeanWait.TotalMilliseconds:0} ms on average; {statistics.Failed} failed.");

static async Task<string> FetchAsync(int page, CancellationToken token)
{
    await Task.Delay(5, token);
    return page % 7 == 0 ? throw new HttpRequestException("404") : $"page {page}";
}
