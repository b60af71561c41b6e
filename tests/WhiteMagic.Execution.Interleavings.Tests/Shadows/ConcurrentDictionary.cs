using System.Diagnostics.CodeAnalysis;

namespace System.Collections.Concurrent;

/// <summary>Stands in for the dictionary that is read without locks: each of its operations is one step.</summary>
internal sealed class ConcurrentDictionary<TKey, TValue>(IEqualityComparer<TKey> comparer) : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _items = new(comparer);

    public ConcurrentDictionary(int concurrencyLevel, int capacity, IEqualityComparer<TKey> comparer)
        : this(comparer) => _ = (concurrencyLevel, capacity);

    public ConcurrentDictionary()
        : this(EqualityComparer<TKey>.Default)
    {
    }

    public int Count => _items.Count;

    public IEnumerable<TKey> Keys => [.. _items.Keys];

    public TValue this[TKey key]
    {
        set
        {
            Exploration.Point("before an entry is put");
            _items[key] = value;
            Exploration.Point("after an entry is put");
        }
    }

    public bool TryAdd(TKey key, TValue value)
    {
        Exploration.Point("before an entry is added");
        return _items.TryAdd(key, value);
    }

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        Exploration.Point("before an entry is looked up");
        var isFound = _items.TryGetValue(key, out value);
        Exploration.Point("after an entry is looked up");
        return isFound;
    }

    public bool TryRemove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        Exploration.Point("before an entry is removed");
        return _items.Remove(key, out value);
    }

    public bool TryRemove(KeyValuePair<TKey, TValue> item)
    {
        Exploration.Point("before an entry is removed");
        return _items.TryGetValue(item.Key, out var value) && EqualityComparer<TValue>.Default.Equals(value, item.Value)
            && _items.Remove(item.Key);
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => new Dictionary<TKey, TValue>(_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
