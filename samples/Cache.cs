#:project ../src/WhiteMagic.Execution/WhiteMagic.Execution.csproj

// Computes each value once, however many ask for it at the same time, and keeps it for a while.
using WhiteMagic.Execution.Caching;

using var cache = new SingleFlightCache<string>(new SingleFlightCacheOptions<string> { Name = "pages", MaxEntries = 1_000 });
var options = new CacheEntryOptions
{
    Ttl = TimeSpan.FromMilliseconds(200),
    StaleFor = TimeSpan.FromMinutes(10),
    Deadline = TimeSpan.FromSeconds(5),
    Tags = ["site:example"],
};

var computed = 0;
string[] pages = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => cache.GetOrComputeAsync("/home", FetchAsync, options).AsTask()));
Console.WriteLine($"{pages.Length} callers got '{pages[0]}' from {computed} computation.");

// A caller that gives up leaves alone: the others still get the value.
using var impatience = new CancellationTokenSource();
Task<string> impatient = cache.GetOrComputeAsync("/news", FetchAsync, options, impatience.Token).AsTask();
Task<string> patient = cache.GetOrComputeAsync("/news", FetchAsync, options).AsTask();
await impatience.CancelAsync();
Console.WriteLine($"The patient one got '{await patient}'; the other was cancelled: {impatient.IsCanceled}.");

// When a later computation fails, the old value stands in for as long as StaleFor says.
await Task.Delay(options.Ttl);
string stale = await cache.GetOrComputeAsync("/home", _ => throw new HttpRequestException("The service is away."), options);
Console.WriteLine($"The service is away, and '{stale}' is served.");

int removed = await cache.RemoveByTagAsync("site:example");
CacheStatistics statistics = cache.Statistics;
Console.WriteLine($"{removed} entries removed by their tag. {statistics.Hits} hits, {statistics.Misses} misses, {statistics.Computations} computations, {statistics.StaleServes} served stale.");

async ValueTask<string> FetchAsync(CancellationToken token)
{
    int number = Interlocked.Increment(ref computed);
    await Task.Delay(50, token);
    return $"page {number}";
}
