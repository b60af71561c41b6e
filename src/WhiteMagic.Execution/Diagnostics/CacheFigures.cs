using System.Diagnostics.Metrics;
using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Sums up all caches there were, by name, so that the counts never fall.</summary>
internal static class CacheFigures
{
    private static readonly Dictionary<string, CacheTotals> Gone = new(StringComparer.Ordinal);

    private static readonly Roster<(string Name, CacheCounters Counters)> Caches = new(Remember);

    public static void Add(object cache, string name, CacheCounters counters)
    {
        Instruments.Publish();
        Caches.Add(cache, (name, counters));
    }

    public static IEnumerable<Measurement<long>> ReadRequests() => Totals().SelectMany(static cache => (Measurement<long>[])
    [
        new(cache.Value.Hits, Tag(cache.Key), new("whitemagic.cache.result", "hit")),
        new(cache.Value.Misses, Tag(cache.Key), new("whitemagic.cache.result", "miss")),
    ]);

    public static IEnumerable<Measurement<long>> ReadComputations() =>
        Totals().Select(static cache => new Measurement<long>(cache.Value.Computations, Tag(cache.Key)));

    public static IEnumerable<Measurement<long>> ReadEvictions() =>
        Totals().Select(static cache => new Measurement<long>(cache.Value.Evictions, Tag(cache.Key)));

    private static Dictionary<string, CacheTotals> Totals() => Caches.Read(static caches =>
    {
        Dictionary<string, CacheTotals> totals = new(Gone, StringComparer.Ordinal);
        foreach ((string name, CacheCounters counters) in caches)
        {
            totals[name] = totals.GetValueOrDefault(name).Add(counters.Read(0, 0));
        }

        return totals;
    });

    private static void Remember((string Name, CacheCounters Counters) cache) =>
        Gone[cache.Name] = Gone.GetValueOrDefault(cache.Name).Add(cache.Counters.Read(0, 0));

    private static KeyValuePair<string, object?> Tag(string cache) => new("whitemagic.cache.name", cache);
}
