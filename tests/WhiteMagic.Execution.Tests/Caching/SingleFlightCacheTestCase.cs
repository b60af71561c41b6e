using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

// What the tests of the cache share: a clock that moves when told, and computations that end when told.
public abstract class SingleFlightCacheTestCase : IDisposable
{
    protected static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lazy<SingleFlightCache<string?>> _cache;

    protected SingleFlightCacheTestCase() => _cache = new(() => new(Options with { TimeProvider = Time }));

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected static CacheEntryOptions OneMinute { get; } = new() { Ttl = Minute };

    protected WatchedTimeProvider Time { get; } = new();

    protected SingleFlightCacheOptions<string?> Options { get; set; } = new();

    protected SingleFlightCache<string?> Cache => _cache.Value;

    public void Dispose()
    {
        Cache.Dispose();
        GC.SuppressFinalize(this);
    }

    protected ValueTask<string?> GetAsync(string key, string? value, CacheEntryOptions? options = null) =>
        Cache.GetOrComputeAsync(key, value, static (given, _) => new(given), options ?? OneMinute);

    protected ValueTask<string?> FailAsync(string key, CacheEntryOptions? options = null) =>
        Cache.GetOrComputeAsync(key, _ => throw new InvalidDataException("broken"), options ?? OneMinute);
}
