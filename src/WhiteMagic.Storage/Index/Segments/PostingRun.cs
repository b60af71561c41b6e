using System.Buffers;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>The rows that hold something, in ascending order, and how much it says of each.</summary>
internal sealed class PostingRun : IDisposable
{
    private int[] _rows = [];
    private byte[] _impacts = [];

    public int Count { get; private set; }

    /// <summary>How many memories hold it, as far as is known: more than the rows when only the newest were read.</summary>
    public int Having { get; set; }

    /// <summary>How many memories hold it at least.</summary>
    public int Known { get; set; }

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public ReadOnlySpan<byte> Impacts => _impacts.AsSpan(0, Count);

    /// <summary>Makes a run of rows that hold something whatever it says.</summary>
    public static PostingRun Of(IEnumerable<int> rows)
    {
        var run = new PostingRun();
        foreach (int row in rows)
        {
            run.Add(row, 0);
        }

        run.Having = run.Known = run.Count;
        return run;
    }

    /// <summary>Takes over another run, whose rows come after.</summary>
    public void Append(PostingRun next)
    {
        Reserve(Count + next.Count);
        next.Rows.CopyTo(_rows.AsSpan(Count));
        next.Impacts.CopyTo(_impacts.AsSpan(Count));
        Count += next.Count;
        next.Dispose();
    }

    public void Add(int row, byte impact)
    {
        if (Count == _rows.Length)
        {
            Reserve(Math.Max(256, Count * 2));
        }

        _rows[Count] = row;
        _impacts[Count++] = impact;
    }

    /// <summary>Makes room for so many.</summary>
    public void Reserve(int capacity)
    {
        if (capacity > _rows.Length)
        {
            Exchange(ref _rows, capacity);
            Exchange(ref _impacts, capacity);
        }
    }

    public void Dispose()
    {
        Return(_rows);
        Return(_impacts);
        (_rows, _impacts, Count) = ([], [], 0);
    }

    private void Exchange<T>(ref T[] items, int capacity)
    {
        T[] larger = ArrayPool<T>.Shared.Rent(capacity);
        items.AsSpan(0, Math.Min(Count, items.Length)).CopyTo(larger);
        Return(items);
        items = larger;
    }

    private static void Return<T>(T[] items)
    {
        if (items.Length > 0)
        {
            ArrayPool<T>.Shared.Return(items);
        }
    }
}
