namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Writes one segment of several that are held whole, term by term in order, without the rows that are gone.</summary>
internal sealed class MergedTerms
{
    private readonly SegmentWriter _writer = new();
    private readonly ByteWriter _postings = new(4096);
    private readonly ByteWriter _positions = new(4096);
    private readonly PriorityQueue<MergedSegment, MergedSegment> _next;
    private readonly List<MergedSegment> _same = [];
    private int _count;
    private int _lastRow;

    private MergedTerms(IEnumerable<MergedSegment> segments) =>
        _next = new PriorityQueue<MergedSegment, MergedSegment>(
            segments.Where(static segment => segment.MoveNext()).Select(static segment => (segment, segment)), MergedSegment.ByTerm);

    /// <summary>Merges segments, given in the order of their rows.</summary>
    public static byte[] Write(IReadOnlyList<(SegmentInfo Info, byte[] Whole)> segments)
    {
        var terms = new MergedTerms(segments.Select(static (segment, number) => new MergedSegment(segment.Info, segment.Whole, number)));
        while (terms._next.Count > 0)
        {
            terms.WriteNext();
        }

        return terms._writer.Finish();
    }

    private void WriteNext()
    {
        TakeSame();
        _postings.Clear();
        _positions.Clear();
        (_count, _lastRow) = (0, 0);
        foreach (MergedSegment segment in _same)
        {
            Add(segment);
        }

        if (_count > 0)
        {
            _writer.Add(_same[0].Text, _count, _postings.Written, _positions.Written);
        }

        foreach (MergedSegment segment in _same)
        {
            if (segment.MoveNext())
            {
                _next.Enqueue(segment, segment);
            }
        }
    }

    // Of equal terms, the segment with the lesser rows comes first.
    private void TakeSame()
    {
        _same.Clear();
        _same.Add(_next.Dequeue());
        while (_next.TryPeek(out MergedSegment? segment, out _) && segment.HasTermOf(_same[0]))
        {
            _same.Add(_next.Dequeue());
        }
    }

    private void Add(MergedSegment segment)
    {
        var postings = new ByteReader(segment.Postings);
        ReadOnlySpan<byte> positions = segment.Positions;
        ReadOnlySpan<int> gone = segment.Gone;
        if (gone.IsEmpty)
        {
            _positions.Bytes(positions);
        }

        int row = 0;
        for (int i = 0; i < segment.Count; i++)
        {
            row += postings.Count();
            byte impact = postings.Byte();
            if (!gone.IsEmpty)
            {
                int length = positions.IndexOf((byte)0) + 1;
                ReadOnlySpan<byte> places = positions[..length];
                positions = positions[length..];
                if (gone.BinarySearch(row) >= 0)
                {
                    continue;
                }

                _positions.Bytes(places);
            }

            _postings.Number((uint)(row - _lastRow));
            _postings.Byte(impact);
            _lastRow = row;
            _count++;
        }
    }
}
