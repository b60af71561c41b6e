using System.Globalization;
using WhiteMagic.Bench.Baselines.Caches;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Areas.Engine;

/// <summary>The cache beside the two that .NET has: what a hit costs, and how often a thousand callers compute one value.</summary>
internal sealed class CacheArea : IArea
{
    private const int Keys = 1_000;
    private const int Hits = 500_000;
    private const int Callers = 1_000;

    public string Name => "engine-cache";

    public string Summary => "a cache that computes: hits, and a thousand callers at once";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        IComputingCache[] rivals = [new FusionRival(), new HybridRival()];
        using var ours = new OurCache();
        try
        {
            return [.. TimesOfHits(ours, rivals), .. Stampedes(ours, rivals)];
        }
        finally
        {
            Array.ForEach(rivals, static rival => rival.Dispose());
        }
    }

    private static IEnumerable<Measure> TimesOfHits(OurCache ours, IComputingCache[] rivals)
    {
        string[] keys = [.. Enumerable.Range(0, Keys).Select(static key => string.Create(CultureInfo.InvariantCulture, $"memory/{key}"))];
        using var bare = new BareDictionary();
        IComputingCache[] all = [ours, .. rivals, bare];
        foreach (var (cache, key) in all.SelectMany(cache => keys.Select(key => (cache, key))))
        {
            cache.GetAsync(key).AsTask().GetAwaiter().GetResult();
        }

        var times = Race.Run(21, warmUp: 3, [.. all.Select(cache => (Func<double>)(() => PerHit(cache, keys)))]);
        for (var i = 0; i < rivals.Length; i++)
        {
            yield return Measure.AtMost($"hit, beside {rivals[i].Name}", times[0].Median, "ns", 60, times[i + 1].Median);
        }

        yield return Measure.Noted($"hit, beside {bare.Name}", times[0].Median, "ns", times[^1].Median);
        var bytes = BytesOfHits(ours, keys);
        foreach (var rival in rivals)
        {
            yield return Measure.Exactly($"allocated by a hit, beside {rival.Name}", bytes, "B", 0, BytesOfHits(rival, keys));
        }
    }

    private static IEnumerable<Measure> Stampedes(OurCache ours, IComputingCache[] rivals)
    {
        foreach (var stampede in Enum.GetValues<Stampede>())
        {
            var herd = new Herd(stampede, Callers);
            var told = herd.Run(ours);
            foreach (var rival in rivals)
            {
                var beside = herd.Run(rival);
                var name = $"{Callers:N0} callers, {Describe(stampede)}, beside {rival.Name}";
                yield return Measure.Exactly($"{name}: computations", told.Computations, "times", 1, beside.Computations);
                yield return Measure.Exactly($"{name}: callers with an answer", told.Answered, "callers", Callers, beside.Answered);
            }
        }
    }

    private static string Describe(Stampede stampede) => stampede switch
    {
        Stampede.Succeeds => "it succeeds",
        Stampede.Throws => "it throws",
        Stampede.FirstCancels => "the first one cancels",
        _ => "it hangs",
    };

    private static double PerHit(IComputingCache cache, string[] keys) =>
        Samples.Time(() => Hit(cache, keys, Hits)) * 1e6 / Hits;

    private static double BytesOfHits(IComputingCache cache, string[] keys)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Hit(cache, keys, Hits);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Hits;
    }

    private static void Hit(IComputingCache cache, string[] keys, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var hit = cache.GetAsync(keys[i % Keys]);
            if (!hit.IsCompletedSuccessfully || hit.Result.Length == 0)
            {
                throw new InvalidOperationException($"{cache.Name} does not hold what it was given.");
            }
        }
    }
}
