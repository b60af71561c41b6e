namespace WhiteMagic.Execution.Pipelines;

/// <summary>A queue of fixed size that is filled and emptied by the span. Not safe for threads.</summary>
internal sealed class Ring<T>(int capacity)
{
    private readonly Item<T>[] _items = new Item<T>[capacity];
    private int _head;

    public int Capacity => _items.Length;

    public int Count { get; private set; }

    public int Room => _items.Length - Count;

    /// <summary>Takes in as many as there is room for, and says how many.</summary>
    public int Write(ReadOnlySpan<Item<T>> items)
    {
        var count = Math.Min(items.Length, Room);
        var tail = _head + Count;
        tail -= tail >= _items.Length ? _items.Length : 0;
        var first = Math.Min(count, _items.Length - tail);
        items[..first].CopyTo(_items.AsSpan(tail));
        items[first..count].CopyTo(_items);
        Count += count;
        return count;
    }

    public int Read(Span<Item<T>> into)
    {
        var count = Math.Min(into.Length, Count);
        var first = Math.Min(count, _items.Length - _head);
        Move(_items.AsSpan(_head, first), into);
        Move(_items.AsSpan(0, count - first), into[first..]);
        _head += count;
        _head -= _head >= _items.Length ? _items.Length : 0;
        Count -= count;
        return count;
    }

    public void Clear()
    {
        Array.Clear(_items);
        Count = 0;
    }

    private static void Move(Span<Item<T>> from, Span<Item<T>> into)
    {
        from.CopyTo(into);
        from.Clear();
    }
}
