using ZiggyCreatures.Caching.Fusion;

namespace WhiteMagic.Bench.Baselines.Caches;

/// <summary>FusionCache as it comes, with its hard timeout where a deadline is asked for.</summary>
internal sealed class FusionRival : IComputingCache
{
    private static readonly FusionCacheEntryOptions Options = new(TimeSpan.FromHours(1));

    private readonly FusionCache _cache = new(new FusionCacheOptions());

    public string Name => "FusionCache";

    public ValueTask<string> GetAsync(string key) => _cache.GetOrSetAsync<string>(key, static (_, _) => Task.FromResult("value"), options: Options);

    public ValueTask<string> GetAsync(
        string key, Func<CancellationToken, ValueTask<string>> compute, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var options = new FusionCacheEntryOptions(TimeSpan.FromHours(1)) { FactoryHardTimeout = deadline };
        return _cache.GetOrSetAsync<string>(key, (_, token) => compute(token).AsTask(), options: options, token: cancellationToken);
    }

    public void Dispose() => _cache.Dispose();
}
