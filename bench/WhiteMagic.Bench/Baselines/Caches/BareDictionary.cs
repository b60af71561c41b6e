using System.Collections.Concurrent;

namespace WhiteMagic.Bench.Baselines.Caches;

/// <summary>What a look into a concurrent dictionary costs, which no cache on top of one can be below.</summary>
internal sealed class BareDictionary : IComputingCache
{
    private readonly ConcurrentDictionary<string, string> _values = new(StringComparer.Ordinal);

    public string Name => "a bare dictionary";

    public ValueTask<string> GetAsync(string key) => new(_values.GetOrAdd(key, "value"));

    public ValueTask<string> GetAsync(
        string key, Func<CancellationToken, ValueTask<string>> compute, TimeSpan deadline, CancellationToken cancellationToken) =>
        throw new NotSupportedException("It computes nothing.");

    public void Dispose()
    {
    }
}
