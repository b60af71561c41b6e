namespace WhiteMagic.Storage.Index.Segments;

/// <summary>A segment that is held whole, at one of its terms.</summary>
internal sealed class MergedSegment(SegmentInfo info, byte[] whole, int number)
{
    private readonly SegmentDirectory _directory = SegmentDirectory.Of(info, whole);
    private int _block;
    private int _at;
    private int _end;
    private int _lists;
    private int _positions;
    private ulong _prefix;
    private (int Start, int Length) _text;
    private TermEntry _entry;

    /// <summary>Orders segments by their present term, and those with the same term by their rows.</summary>
    public static IComparer<MergedSegment> ByTerm { get; } = Comparer<MergedSegment>.Create(static (a, b) => a.CompareTo(b));

    public ReadOnlySpan<byte> Text => whole.AsSpan(_text.Start, _text.Length);

    /// <summary>How many rows have the term.</summary>
    public int Count => _entry.Count;

    public ReadOnlySpan<byte> Postings
    {
        get
        {
            ReadOnlySpan<byte> list = whole.AsSpan(_entry.List, _entry.ListLength);
            return _entry.Count > SegmentFormat.PostingsInBlock ? PostingReader.Plain(list, out _) : list;
        }
    }

    public ReadOnlySpan<byte> Positions => whole.AsSpan(_entry.Positions, _entry.PositionsLength);

    public ReadOnlySpan<int> Gone => info.Gone;

    public bool HasTermOf(MergedSegment other) => _prefix == other._prefix && Text.SequenceEqual(other.Text);

    /// <summary>Goes to the next term; false behind the last.</summary>
    public bool MoveNext()
    {
        if (_at == _end && !OpenBlock())
        {
            return false;
        }

        var entries = new ByteReader(whole.AsSpan(_at, _end - _at));
        int length = entries.Count();
        _text = (_at + entries.At, length);
        entries.Bytes(length);
        int count = entries.Count();
        int list = entries.Count();
        int positions = entries.Count();
        _entry = new TermEntry(count, _lists, list, _directory.PositionsAt(_positions), positions);
        _prefix = SegmentFormat.Prefix(Text);
        _lists += list;
        _positions += positions;
        _at += entries.At;
        return true;
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

    private int CompareTo(MergedSegment other)
    {
        int order = _prefix.CompareTo(other._prefix);
        order = order != 0 ? order : Text.SequenceCompareTo(other.Text);
        return order != 0 ? order : number.CompareTo(other.NumberInOrder);
    }

    private int NumberInOrder => number;
}
