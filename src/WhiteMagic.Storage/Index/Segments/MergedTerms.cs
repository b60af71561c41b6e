namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Writes one segment of several sources, term by term in order.</summary>
internal sealed class MergedTerms
{
    private readonly SegmentWriter _writer = new();
    private readonly ByteWriter _postings = new(1024);
    private readonly ByteWriter _positions = new(1024);
    private readonly PriorityQueue<TermSource, TermSource> _next;
    private readonly List<TermSource> _same = [];

    private MergedTerms(IEnumerable<TermSource> sources) => _next = new PriorityQueue<TermSource, TermSource>(
        sources.Where(static source => source.MoveNext()).Select(static source => (source, source)), TermSource.ByTerm);

    /// <summary>Merges sources, given in the order of their rows.</summary>
    public static byte[] Write(IEnumerable<TermSource> sources)
    {
        var terms = new MergedTerms(sources);
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
        int count = 0;
        int lastRow = 0;
        foreach (TermSource source in _same)
        {
            count += source.AppendTo(_postings, _positions, ref lastRow);
        }

        if (count > 0)
        {
            _writer.Add(_same[0].Text, count, _postings.Written, _positions.Written);
        }

        foreach (TermSource source in _same)
        {
            if (source.MoveNext())
            {
                _next.Enqueue(source, source);
            }
        }
    }

    // Of equal terms, the source with the lesser rows comes first.
    private void TakeSame()
    {
        _same.Clear();
        _same.Add(_next.Dequeue());
        while (_next.TryPeek(out TermSource? source, out _) && source.HasTermOf(_same[0]))
        {
            _same.Add(_next.Dequeue());
        }
    }
}
