using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Bench.Baselines.Caches;

internal sealed class OurCache : IComputingCache
{
    private static readonly CacheEntryOptions Options = new() { Ttl = TimeSpan.FromHours(1) };

    private readonly SingleFlightCache<string> _cache = new();

    public string Name => "ours";

    public ValueTask<string> GetAsync(string key) => _cache.GetOrComputeAsync(key, static _ => new("value"), Options);

    public ValueTask<string> GetAsync(
        string key, Func<CancellationToken, ValueTask<string>> compute, TimeSpan deadline, CancellationToken cancellationToken) =>
        _cache.GetOrComputeAsync(key, compute, Options with { Deadline = deadline }, cancellationToken);

    public void Dispose() => _cache.Dispose();
}
