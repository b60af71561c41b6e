using System.Globalization;
using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>The order of a list: times newest first, titles from A to Z; names decide among equals.</summary>
internal sealed class VolatileListOrder(MemorySort sort) : IComparer<IndexedMemory>
{
    private readonly int _direction = sort == MemorySort.Title ? 1 : -1;

    public int Compare(IndexedMemory? x, IndexedMemory? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        int byValue = sort == MemorySort.Title
            ? StringComparer.OrdinalIgnoreCase.Compare(x.Title, y.Title)
            : Milliseconds(x).CompareTo(Milliseconds(y));
        return _direction * Then(byValue, x.Key, y.Key);
    }

    /// <summary>Whether a memory comes after a place in the list.</summary>
    public bool IsBehind(IndexedMemory memory, ListPosition place)
    {
        int byValue = sort == MemorySort.Title
            ? StringComparer.OrdinalIgnoreCase.Compare(memory.Title, place.Value)
            : Milliseconds(memory).CompareTo(long.Parse(place.Value, CultureInfo.InvariantCulture));
        return _direction * Then(byValue, memory.Key, place.Key) > 0;
    }

    private static int Then(int byValue, RecordKey x, RecordKey y)
    {
        int byName = byValue != 0 ? byValue : string.CompareOrdinal(x.Id.Value, y.Id.Value);
        return Math.Sign(byName != 0 ? byName : x.Folder.CompareTo(y.Folder));
    }

    private long Milliseconds(IndexedMemory memory) => (sort switch
    {
        MemorySort.Updated => memory.Updated,
        MemorySort.Accessed => memory.Accessed ?? DateTimeOffset.UnixEpoch,
        _ => memory.Created,
    }).ToUnixTimeMilliseconds();
}
