using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace WhiteMagic.Execution.Caching;

// Reads take no lock; changes are made under the cache's gate. Makes room by SIEVE: entries stand in the order they came,
// a hand goes from the oldest to the newest, spares once those that were read, and takes the first that was not.
internal sealed class EntryTable<TValue>(int maxEntries, long maxWeight)
{
    private readonly ConcurrentDictionary<string, CacheEntry<TValue>> _byKey = new(1, 31, StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<CacheEntry<TValue>>> _byTag = new(StringComparer.Ordinal);
    private CacheEntry<TValue>? _newest;
    private CacheEntry<TValue>? _oldest;
    private CacheEntry<TValue>? _hand;

    public int Count { get; private set; }

    public long Weight { get; private set; }

    public bool TryGet(string key, [MaybeNullWhen(false)] out CacheEntry<TValue> entry) =>
        _byKey.TryGetValue(key, out entry);

    public bool Fits(long weight) => weight >= 0 && weight <= maxWeight;

    // Returns how many others were evicted.
    public int Put(CacheEntry<TValue> entry, long now)
    {
        if (_byKey.TryGetValue(entry.Key, out var old))
        {
            Unlink(old);
        }

        var evicted = 0;
        while (Count >= maxEntries || Weight > maxWeight - entry.Weight)
        {
            Drop(ChooseVictim(now));
            evicted++;
        }

        _byKey[entry.Key] = entry;
        Link(entry);
        return evicted;
    }

    public int Remove(CacheScope scope)
    {
        CacheEntry<TValue>[] chosen = scope.Kind switch
        {
            CacheScopeKind.Key => _byKey.TryGetValue(scope.Text, out var entry) ? [entry] : [],
            CacheScopeKind.Tag => _byTag.TryGetValue(scope.Text, out var tagged) ? [.. tagged] : [],
            _ => [.. All().Where(entry => scope.Covers(entry.Key, entry.Tags))],
        };
        foreach (var entry in chosen)
        {
            Drop(entry);
        }

        return chosen.Length;
    }

    private IEnumerable<CacheEntry<TValue>> All()
    {
        for (var entry = _newest; entry is not null; entry = entry.Older)
        {
            yield return entry;
        }
    }

    private CacheEntry<TValue> ChooseVictim(long now)
    {
        var entry = _hand ?? _oldest!;
        // Readers may mark entries as fast as the hand clears them, so it goes around twice at most.
        for (var steps = 2L * Count; steps > 0 && entry.IsVisited && now < entry.UsableUntil; steps--)
        {
            entry.Spare();
            entry = entry.Newer ?? _oldest!;
        }

        _hand = entry;
        return entry;
    }

    private void Drop(CacheEntry<TValue> entry)
    {
        _byKey.TryRemove(entry.Key, out _);
        Unlink(entry);
    }

    private void Link(CacheEntry<TValue> entry)
    {
        entry.Older = _newest;
        if (_newest is null)
        {
            _oldest = entry;
        }
        else
        {
            _newest.Newer = entry;
        }

        _newest = entry;
        Count++;
        Weight += entry.Weight;
        foreach (var tag in entry.Tags)
        {
            if (!_byTag.TryGetValue(tag, out var tagged))
            {
                _byTag.Add(tag, tagged = []);
            }

            tagged.Add(entry);
        }
    }

    private void Unlink(CacheEntry<TValue> entry)
    {
        if (_hand == entry)
        {
            _hand = entry.Newer;
        }

        if (entry.Newer is null)
        {
            _newest = entry.Older;
        }
        else
        {
            entry.Newer.Older = entry.Older;
        }

        if (entry.Older is null)
        {
            _oldest = entry.Newer;
        }
        else
        {
            entry.Older.Newer = entry.Newer;
        }

        entry.Newer = null;
        entry.Older = null;
        Count--;
        Weight -= entry.Weight;
        foreach (var tag in entry.Tags)
        {
            if (_byTag.TryGetValue(tag, out var tagged) && tagged.Remove(entry) && tagged.Count == 0)
            {
                _byTag.Remove(tag);
            }
        }
    }
}
