namespace WhiteMagic.Execution.Pipelines;

/// <summary>What a writer gave before its turn.</summary>
internal sealed class ParkedTicket<T>
{
    private readonly List<Item<T>> _items = [];
    private int _moved;

    /// <summary>The room it takes; an empty one counts too, or those that give nothing could pile up without end.</summary>
    public int Cost => Math.Max(1, _items.Count);

    public bool HasEnded { get; private set; }

    /// <summary>Makes it as new, for another ticket.</summary>
    public void Reset()
    {
        _items.Clear();
        _moved = 0;
        HasEnded = false;
    }

    public void Add(ReadOnlySpan<Item<T>> items, bool ends)
    {
        _items.AddRange(items);
        HasEnded |= ends;
    }

    /// <summary>Moves on what there is room for; true when nothing is left here.</summary>
    public bool MoveTo(Ring<T> ring)
    {
        var items = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items);
        _moved += ring.Write(items[_moved..]);
        return _moved == items.Length;
    }
}
