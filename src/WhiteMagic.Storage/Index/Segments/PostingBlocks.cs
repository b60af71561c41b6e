namespace WhiteMagic.Storage.Index.Segments;

/// <summary>A term's list in one segment, of which only the blocks that are looked into are read.</summary>
internal sealed class PostingBlocks(SegmentReader reader, SegmentDirectory segment, TermEntry entry)
{
    // Fewer rows than this for each of a block's are walked; more are searched.
    private const int WalkedRows = 16;

    private readonly PostingBlock[] _blocks = PostingBlock.Of(reader, segment, entry);
    private int[] _rows = [];
    private byte[] _impacts = [];
    private int _loaded = -1;
    private byte[] _places = [];
    private int[] _ends = [];
    private int _placed = -1;

    /// <summary>How many rows have the term.</summary>
    public int Count => entry.Count;

    public int Blocks => _blocks.Length;

    /// <summary>The last row of a block; greater than any while it is not known.</summary>
    public int LastRow(int block) => _blocks[block].Last;

    /// <summary>Adds all occurrences of a block, newest first.</summary>
    public void AddAll(int block, List<Occurrence> found)
    {
        Load(block);
        for (int index = _blocks[block].Count - 1; index >= 0; index--)
        {
            found.Add(Of(block, index));
        }
    }

    /// <summary>Adds the occurrences in some rows, newest first, for as long as the number of rows to read lasts.</summary>
    /// <param name="rows">The rows, in ascending order.</param>
    /// <param name="found">Takes the occurrences.</param>
    /// <param name="left">How many rows may still be read.</param>
    public void AddAmong(ReadOnlySpan<int> rows, List<Occurrence> found, ref long left)
    {
        while (!rows.IsEmpty && left > 0)
        {
            int block = BlockOf(rows[^1]);
            if (block < 0)
            {
                rows = rows[..Below(rows, _blocks[^1].Last + 1)];
                continue;
            }

            Load(block);
            left -= _blocks[block].Count;
            int from = Below(rows, _blocks[block].Before + 1);
            Match(block, rows[from..], found);
            rows = rows[..from];
        }
    }

    /// <summary>Adds the places of an occurrence, in ascending order.</summary>
    public void AddPlaces(int block, int index, List<int> places)
    {
        LoadPlaces(block);
        int start = index == 0 ? 0 : _ends[index - 1] + 1;
        var distances = new ByteReader(_places.AsSpan(start, _ends[index] - start));
        int last = -1;
        while (!distances.IsAtEnd)
        {
            last += distances.Count();
            places.Add(last);
        }
    }

    private static int Below(ReadOnlySpan<int> rows, int row)
    {
        int found = rows.BinarySearch(row);
        return found < 0 ? ~found : found;
    }

    private Occurrence Of(int block, int index) => new(_rows[index], _impacts[index], this, block, index);

    // The first block that ends at the row or behind it; -1 behind the last.
    private int BlockOf(int row)
    {
        (int low, int high) = (0, _blocks.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _blocks[middle].Last < row ? (middle + 1, high) : (low, middle);
        }

        return low < _blocks.Length ? low : -1;
    }

    private void Match(int block, ReadOnlySpan<int> rows, List<Occurrence> found)
    {
        int count = _blocks[block].Count;
        if (rows.Length > (long)count * WalkedRows)
        {
            for (int index = count - 1; index >= 0; index--)
            {
                if (rows.BinarySearch(_rows[index]) >= 0)
                {
                    found.Add(Of(block, index));
                }
            }

            return;
        }

        for (int index = count - 1, at = rows.Length - 1; index >= 0 && at >= 0;)
        {
            int order = _rows[index].CompareTo(rows[at]);
            if (order == 0)
            {
                found.Add(Of(block, index));
            }

            index -= order >= 0 ? 1 : 0;
            at -= order <= 0 ? 1 : 0;
        }
    }

    private void Load(int block)
    {
        if (_loaded == block)
        {
            return;
        }

        (int row, int count) = (_blocks[block].Before, _blocks[block].Count);
        if (_rows.Length < count)
        {
            (_rows, _impacts) = (new int[count], new byte[count]);
        }

        var postings = new ByteReader(reader.Read(segment, _blocks[block].List, _blocks[block].ListLength));
        for (int index = 0; index < count; index++)
        {
            _rows[index] = row += postings.Count();
            _impacts[index] = postings.Byte();
        }

        reader.Work.Postings += count;
        _loaded = block;
    }

    private void LoadPlaces(int block)
    {
        if (_placed == block)
        {
            return;
        }

        PostingBlock read = _blocks[block];
        _places = reader.Read(segment, read.Positions, read.PositionsLength).ToArray();
        _ends = new int[read.Count];
        int at = -1;
        for (int index = 0; index < read.Count; index++)
        {
            _ends[index] = at += 1 + _places.AsSpan(at + 1).IndexOf((byte)0);
        }

        reader.Work.Places += read.Count;
        _placed = block;
    }
}
