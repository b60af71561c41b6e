using System.Collections.Concurrent;

namespace WhiteMagic.Execution.Caching;

/// <summary>Keeps the bytes of a second level in this process's memory, for tests and for sharing between caches.</summary>
/// <param name="timeProvider">The clock of lifetimes; the system's when null.</param>
public sealed class VolatileCacheStore(TimeProvider? timeProvider = null) : ICacheStore
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <summary>How many items are held, those whose time is over and that nobody asked for since included.</summary>
    public int Count => _kept.Count;

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        cancellationToken.ThrowIfCancellationRequested();
        if (!_kept.TryGetValue(key, out var kept))
        {
            return new((ReadOnlyMemory<byte>?)null);
        }

        if (_time.GetUtcNow() < kept.Ends)
        {
            return new((ReadOnlyMemory<byte>?)kept.Bytes);
        }

        _kept.TryRemove(KeyValuePair.Create(key, kept));
        return new((ReadOnlyMemory<byte>?)null);
    }

    /// <inheritdoc/>
    public ValueTask SetAsync(string key, CacheStoreItem item, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(item);
        cancellationToken.ThrowIfCancellationRequested();
        var now = _time.GetUtcNow();
        var ends = item.TimeToLive is { } life && life < DateTimeOffset.MaxValue - now ? now + life : DateTimeOffset.MaxValue;
        _kept[key] = new(item.Bytes.ToArray(), ends, [.. item.Tags]);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        cancellationToken.ThrowIfCancellationRequested();
        _kept.TryRemove(key, out _);
        return default;
    }

    /// <inheritdoc/>
    public ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return RemoveAll(pair => pair.Value.Tags.Contains(tag, StringComparer.Ordinal), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(string prefix, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return RemoveAll(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal), cancellationToken);
    }

    private ValueTask RemoveAll(Func<KeyValuePair<string, Kept>, bool> chosen, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var pair in _kept.Where(chosen))
        {
            _kept.TryRemove(pair);
        }

        return default;
    }

    private sealed class Kept(byte[] bytes, DateTimeOffset ends, string[] tags)
    {
        public byte[] Bytes => bytes;

        public DateTimeOffset Ends => ends;

        public string[] Tags => tags;
    }
}
