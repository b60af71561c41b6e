namespace WhiteMagic.Execution.Caching;

internal sealed class CacheCounters
{
    private readonly long[] _counts = new long[(int)CacheEvent.SerializationFailure + 1];
    private readonly StripedCounter _hits = new();

    public void CountHit() => _hits.Increment();

    public void Count(CacheEvent happening, long times = 1) => Interlocked.Add(ref _counts[(int)happening], times);

    public CacheStatistics Read(int entries, long weight) => new()
    {
        Entries = entries,
        Weight = weight,
        Hits = _hits.Sum(),
        Misses = Of(CacheEvent.Miss),
        Computations = Of(CacheEvent.Computation),
        Failures = Of(CacheEvent.Failure),
        Timeouts = Of(CacheEvent.Timeout),
        Abandonments = Of(CacheEvent.Abandonment),
        Evictions = Of(CacheEvent.Eviction),
        Rejections = Of(CacheEvent.Rejection),
        StaleServes = Of(CacheEvent.StaleServe),
        StoreHits = Of(CacheEvent.StoreHit),
        StoreMisses = Of(CacheEvent.StoreMiss),
        StoreFailures = Of(CacheEvent.StoreFailure),
        StoreDamages = Of(CacheEvent.StoreDamage),
        SerializationFailures = Of(CacheEvent.SerializationFailure),
    };

    private long Of(CacheEvent happening) => Interlocked.Read(ref _counts[(int)happening]);
}
