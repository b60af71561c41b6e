namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Gathers memories, in the order of their rows, into one segment.</summary>
internal sealed class SegmentBuilder
{
    // So few that what is merged at once stays in the processor's cache.
    private const int DocumentsAtOnce = 64;

    private readonly List<DocumentTerms> _documents = [];
    private readonly List<SegmentTerms> _parts = [];

    public int First { get; private set; }

    public int Last { get; private set; }

    public int Documents { get; private set; }

    /// <summary>About how many bytes the segment will have.</summary>
    public int Size { get; private set; }

    /// <summary>Adds a memory, whose row comes after those before.</summary>
    public void Add(int row, AnalyzedDocument document)
    {
        if (_documents.Count == DocumentsAtOnce)
        {
            MergeDocuments();
        }

        _documents.Add(new DocumentTerms(row, document.Terms, _documents.Count));
        First = Documents++ == 0 ? row : First;
        Last = row;
        Size += document.Terms.Length;
    }

    public byte[] Build()
    {
        if (_parts.Count == 0)
        {
            return MergedTerms.Write(_documents);
        }

        MergeDocuments();
        return MergedTerms.Write(_parts);
    }

    private void MergeDocuments()
    {
        byte[] part = MergedTerms.Write(_documents);
        _documents.Clear();
        _parts.Add(new SegmentTerms(new SegmentInfo(0, 0, 0, 0, part.Length, []), part, _parts.Count));
    }
}
