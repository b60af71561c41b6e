using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Adds up what caches of one name have counted.</summary>
internal readonly record struct CacheTotals(long Hits, long Misses, long Computations, long Evictions)
{
    public CacheTotals Add(CacheStatistics more) =>
        new(Hits + more.Hits, Misses + more.Misses, Computations + more.Computations, Evictions + more.Evictions);
}
