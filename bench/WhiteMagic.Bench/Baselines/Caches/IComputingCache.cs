namespace WhiteMagic.Bench.Baselines.Caches;

/// <summary>A cache that computes what it does not hold.</summary>
internal interface IComputingCache : IDisposable
{
    string Name { get; }

    /// <summary>Gives the value of a key by the cheapest call that there is.</summary>
    ValueTask<string> GetAsync(string key);

    /// <summary>Gives the value of a key, computed within a time where the cache knows such a thing.</summary>
    ValueTask<string> GetAsync(
        string key, Func<CancellationToken, ValueTask<string>> compute, TimeSpan deadline, CancellationToken cancellationToken);
}
