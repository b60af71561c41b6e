namespace WhiteMagic.Storage.Index.Segments;

/// <summary>The terms of a segment that is held whole, in the order of their UTF-8 bytes and without the rows that are gone.</summary>
/// <param name="info">The segment.</param>
/// <param name="whole">Its bytes.</param>
/// <param name="number">Its place among those it is merged with: those before it have lesser rows.</param>
internal sealed class SegmentTerms(SegmentInfo info, byte[] whole, int number)
{
    private readonly SegmentDirectory _directory = SegmentDirectory.Of(info, whole);
    private readonly int _number = number;
    private int _text;
    private int _textLength;
    private TermEntry _entry;
    private int _block;
    private int _at;
    private int _end;
    private int _lists;
    private int _positions;

    /// <summary>The present term.</summary>
    public ReadOnlySpan<byte> Text => whole.AsSpan(_text, _textLength);

    /// <summary>The present term's first bytes, as a number that sorts as they do.</summary>
    public ulong Prefix { get; private set; }

    /// <summary>Goes to the next term; false behind the last.</summary>
    public bool MoveNext()
    {
        if (_at == _end && !OpenBlock())
        {
            return false;
        }

        var entries = new ByteReader(whole.AsSpan(_at, _end - _at));
        _textLength = entries.Count();
        _text = _at + entries.At;
        Prefix = SegmentFormat.Prefix(entries.Bytes(_textLength));
        int count = entries.Count();
        int list = entries.Count();
        int positions = entries.Count();
        _entry = new TermEntry(count, _lists, list, _directory.PositionsAt(_positions), positions);
        _lists += list;
        _positions += positions;
        _at += entries.At;
        return true;
    }

    /// <summary>Whether its present term, of which the first bytes are the same, is the lesser one, or the same and its rows are.</summary>
    public bool ComesBefore(SegmentTerms other)
    {
        int order = Text.SequenceCompareTo(other.Text);
        return order != 0 ? order < 0 : _number < other._number;
    }

    /// <summary>Adds what is known of the present term.</summary>
    /// <param name="postings">Takes for each row the distance from the row before, and the impact.</param>
    /// <param name="positions">Takes for each row the distances between its places, and a zero.</param>
    /// <param name="lastRow">The last row so far.</param>
    /// <returns>How many rows were added.</returns>
    public int AppendTo(ByteWriter postings, ByteWriter positions, ref int lastRow)
    {
        ReadOnlySpan<byte> list = whole.AsSpan(_entry.List, _entry.ListLength);
        var reader = new ByteReader(_entry.Count > SegmentFormat.PostingsInBlock ? PostingReader.Plain(list) : list);
        ReadOnlySpan<byte> places = whole.AsSpan(_entry.Positions, _entry.PositionsLength);
        if (info.Gone.Length == 0)
        {
            positions.Bytes(places);
        }

        int added = 0;
        int row = 0;
        for (int i = 0; i < _entry.Count; i++)
        {
            row += reader.Count();
            byte impact = reader.Byte();
            if (info.Gone.Length > 0)
            {
                int length = places.IndexOf((byte)0) + 1;
                ReadOnlySpan<byte> own = places[..length];
                places = places[length..];
                if (info.Gone.AsSpan().BinarySearch(row) >= 0)
                {
                    continue;
                }

                positions.Bytes(own);
            }

            postings.Number((uint)(row - lastRow));
            postings.Byte(impact);
            lastRow = row;
            added++;
        }

        return added;
    }

    private bool OpenBlock()
    {
        if (!_directory.TryBlock(_block++, out int start, out int length))
        {
            return false;
        }

        var block = new ByteReader(whole.AsSpan(start, length));
        _lists = block.Count();
        _positions = block.Count();
        (_at, _end) = (start + block.At, start + length);
        return true;
    }
}
