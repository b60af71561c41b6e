namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Writes one segment of several, term by term in order.</summary>
internal sealed class MergedTerms
{
    private readonly SegmentWriter _writer = new();
    private readonly ByteWriter _text = new();
    private readonly ByteWriter _postings = new(1024);
    private readonly ByteWriter _positions = new(1024);

    // A heap: the source with the least term first, and of those with the same term the one with the least rows.
    private readonly (ulong Prefix, SegmentTerms Source)[] _sources;
    private int _left;

    private MergedTerms(IEnumerable<SegmentTerms> sources)
    {
        _sources = [.. sources.Where(static source => source.MoveNext()).Select(static source => (source.Prefix, source))];
        _left = _sources.Length;
        for (int place = _left / 2 - 1; place >= 0; place--)
        {
            SiftDown(place);
        }
    }

    /// <summary>Merges segments, given in the order of their rows.</summary>
    public static byte[] Write(IEnumerable<SegmentTerms> sources)
    {
        var terms = new MergedTerms(sources);
        var turns = default(ProcessorTurns);
        while (terms._left > 0)
        {
            terms.WriteNext();
            turns.Step();
        }

        var whole = new ByteWriter(terms._writer.Length);
        terms._writer.Finish(whole);
        return whole.ToArray();
    }

    private void WriteNext()
    {
        _text.Clear();
        _text.Bytes(_sources[0].Source.Text);
        _postings.Clear();
        _positions.Clear();
        int count = 0;
        int lastRow = 0;
        do
        {
            SegmentTerms source = _sources[0].Source;
            count += source.AppendTo(_postings, _positions, ref lastRow);
            _sources[0] = source.MoveNext() ? (source.Prefix, source) : _sources[--_left];
            SiftDown();
        }
        while (_left > 0 && _sources[0].Source.Text.SequenceEqual(_text.Written));

        if (count > 0)
        {
            _writer.Add(_text.Written, count, _postings.Written, _positions.Written);
        }
    }

    private void SiftDown(int place = 0)
    {
        (ulong Prefix, SegmentTerms Source) moved = _sources[place];
        while (2 * place + 1 is var child && child < _left)
        {
            if (child + 1 < _left && ComesBefore(_sources[child + 1], _sources[child]))
            {
                child++;
            }

            if (!ComesBefore(_sources[child], moved))
            {
                break;
            }

            _sources[place] = _sources[child];
            place = child;
        }

        _sources[place] = moved;
    }

    private static bool ComesBefore((ulong Prefix, SegmentTerms Source) a, (ulong Prefix, SegmentTerms Source) b) =>
        a.Prefix != b.Prefix ? a.Prefix < b.Prefix : a.Source.ComesBefore(b.Source);
}
