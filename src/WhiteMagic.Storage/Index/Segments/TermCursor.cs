namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Walks a segment's terms in order, from a block of its dictionary on.</summary>
internal ref struct TermCursor
{
    private readonly SegmentDirectory _segment;
    private readonly SegmentReader _reader;
    private int _block;
    private ByteReader _entries;
    private int _lists;
    private int _positions;

    public TermCursor(SegmentDirectory segment, SegmentReader reader, int block)
    {
        _segment = segment;
        _reader = reader;
        _block = block;
    }

    public ReadOnlySpan<byte> Text { get; private set; }

    public TermEntry Entry { get; private set; }

    public bool MoveNext()
    {
        if (_entries.IsAtEnd)
        {
            if (!_segment.TryBlock(_block++, out int start, out int length))
            {
                return false;
            }

            _entries = new ByteReader(_reader.Read(_segment, start, length));
            _lists = _entries.Count();
            _positions = _entries.Count();
        }

        Text = _entries.Bytes(_entries.Count());
        int count = _entries.Count();
        int list = _entries.Count();
        int positions = _entries.Count();
        Entry = new TermEntry(count, _lists, list, _segment.PositionsAt(_positions), positions);
        _lists += list;
        _positions += positions;
        return true;
    }
}
