namespace WhiteMagic.Storage.Index.Segments;

/// <summary>The terms of a segment that is held whole, without the rows that are gone.</summary>
internal sealed class SegmentTerms(SegmentInfo info, byte[] whole, int number) : TermSource(whole, number)
{
    private readonly SegmentDirectory _directory = SegmentDirectory.Of(info, whole);
    private TermEntry _entry;
    private int _block;
    private int _at;
    private int _end;
    private int _lists;
    private int _positions;

    public override bool MoveNext()
    {
        if (_at == _end && !OpenBlock())
        {
            return false;
        }

        var entries = new ByteReader(Bytes.AsSpan(_at, _end - _at));
        int length = entries.Count();
        SetText(_at + entries.At, length);
        entries.Bytes(length);
        int count = entries.Count();
        int list = entries.Count();
        int positions = entries.Count();
        _entry = new TermEntry(count, _lists, list, _directory.PositionsAt(_positions), positions);
        _lists += list;
        _positions += positions;
        _at += entries.At;
        return true;
    }

    public override int AppendTo(ByteWriter postings, ByteWriter positions, ref int lastRow)
    {
        ReadOnlySpan<byte> list = Bytes.AsSpan(_entry.List, _entry.ListLength);
        var reader = new ByteReader(_entry.Count > SegmentFormat.PostingsInBlock ? PostingReader.Plain(list, out _) : list);
        ReadOnlySpan<byte> places = Bytes.AsSpan(_entry.Positions, _entry.PositionsLength);
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

        var block = new ByteReader(Bytes.AsSpan(start, length));
        _lists = block.Count();
        _positions = block.Count();
        (_at, _end) = (start + block.At, start + length);
        return true;
    }
}
