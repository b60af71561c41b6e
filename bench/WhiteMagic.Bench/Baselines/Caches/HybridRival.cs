using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace WhiteMagic.Bench.Baselines.Caches;

/// <summary>HybridCache as it comes, with its first level alone; it knows no deadline.</summary>
internal sealed class HybridRival : IComputingCache
{
    private static readonly HybridCacheEntryOptions Options = new() { Expiration = TimeSpan.FromHours(1) };

    private readonly ServiceProvider _services;
    private readonly HybridCache _cache;

    public HybridRival()
    {
        var services = new ServiceCollection();
        services.AddHybridCache();
        _services = services.BuildServiceProvider();
        _cache = _services.GetRequiredService<HybridCache>();
    }

    public string Name => "HybridCache";

    public ValueTask<string> GetAsync(string key) => _cache.GetOrCreateAsync(key, static _ => new ValueTask<string>("value"), Options);

    public ValueTask<string> GetAsync(
        string key, Func<CancellationToken, ValueTask<string>> compute, TimeSpan deadline, CancellationToken cancellationToken) =>
        _cache.GetOrCreateAsync(key, compute, Options, cancellationToken: cancellationToken);

    public void Dispose() => _services.Dispose();
}
