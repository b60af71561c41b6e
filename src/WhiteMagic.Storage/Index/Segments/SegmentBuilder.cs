namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Gathers memories, in the order of their rows, into one segment; cleared and used again, it makes little garbage.</summary>
internal sealed class SegmentBuilder
{
    // It holds about four times this.
    private const int SmallSize = 1280 << 10;

    private readonly List<(int Row, byte[] Terms)> _documents = [];
    private readonly TermTable _terms = new();
    private readonly List<Occurrence> _occurrences = [];
    private readonly Stack<Occurrence> _ofTerm = new();
    private readonly ByteWriter _postings = new();
    private readonly ByteWriter _positions = new();
    private readonly SegmentWriter _writer = new();
    private readonly ByteWriter _whole = new();
    private ProcessorTurns _turns;
    private int _largest;

    public int First => _documents.Count == 0 ? 0 : _documents[0].Row;

    public int Last => _documents.Count == 0 ? 0 : _documents[^1].Row;

    public int Documents => _documents.Count;

    /// <summary>About how many bytes the segment will have.</summary>
    public int Size { get; private set; }

    /// <summary>Whether it takes so little room that it may be kept for another update.</summary>
    public bool IsSmall => _largest <= SmallSize;

    /// <summary>Adds a memory, whose row comes after those before.</summary>
    public void Add(int row, AnalyzedDocument document)
    {
        _documents.Add((row, document.Terms));
        Size += document.Terms.Length;
        Gather(_documents.Count - 1);
    }

    /// <summary>Gives the segment's bytes, valid until the next change.</summary>
    public ReadOnlySpan<byte> Build()
    {
        _whole.Clear();
        WriteTerms();
        _writer.Finish(_whole);
        return _whole.Written;
    }

    /// <summary>Begins another segment in the same memory.</summary>
    public void Clear()
    {
        _largest = Math.Max(_largest, Size);
        _documents.Clear();
        _terms.Clear();
        _occurrences.Clear();
        Size = 0;
    }

    private void WriteTerms()
    {
        foreach (int number in _terms.Sorted())
        {
            ref readonly TermTable.Term term = ref _terms[number];
            _turns.Step();
            Write(term);
            _writer.Add(_terms.TextOf(term), term.Count, _postings.Written, _positions.Written);
            _postings.Clear();
            _positions.Clear();
        }
    }

    private void Gather(int document)
    {
        var terms = new ByteReader(_documents[document].Terms);
        while (!terms.IsAtEnd)
        {
            _turns.Step();
            ref TermTable.Term term = ref _terms[terms.Bytes(terms.Count())];
            _occurrences.Add(new Occurrence(document, terms.At, term.Last));
            term.Last = _occurrences.Count - 1;
            term.Count++;
            terms.Byte();
            terms.Bytes(terms.Count());
        }
    }

    private void Write(in TermTable.Term term)
    {
        for (int place = term.Last; place >= 0; place = _occurrences[place].Before)
        {
            _ofTerm.Push(_occurrences[place]);
        }

        int lastRow = 0;
        while (_ofTerm.TryPop(out Occurrence occurrence))
        {
            var details = new ByteReader(_documents[occurrence.Document].Terms.AsSpan(occurrence.At));
            lastRow = Write(occurrence.Document, ref details, lastRow);
        }
    }

    private int Write(int document, ref ByteReader details, int lastRow)
    {
        int row = _documents[document].Row;
        _postings.Number((uint)(row - lastRow));
        _postings.Byte(details.Byte());
        _positions.Bytes(details.Bytes(details.Count()));
        _positions.Byte(0);
        return row;
    }

    /// <summary>Where a memory tells of a term, behind its text, and the place of the occurrence before.</summary>
    private readonly record struct Occurrence(int Document, int At, int Before);
}
