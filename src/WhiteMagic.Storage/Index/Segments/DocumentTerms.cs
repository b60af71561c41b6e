namespace WhiteMagic.Storage.Index.Segments;

/// <summary>The terms of one memory, as <see cref="DocumentAnalyzer"/> lists them.</summary>
internal sealed class DocumentTerms(int row, byte[] terms, int number) : TermSource(terms, number)
{
    private int _next;
    private byte _impact;
    private int _positions;
    private int _positionsLength;

    public override bool MoveNext()
    {
        if (_next == Bytes.Length)
        {
            return false;
        }

        var reader = new ByteReader(Bytes.AsSpan(_next));
        int length = reader.Count();
        SetText(_next + reader.At, length);
        reader.Bytes(length);
        _impact = reader.Byte();
        _positionsLength = reader.Count();
        _positions = _next + reader.At;
        _next = _positions + _positionsLength;
        return true;
    }

    public override int AppendTo(ByteWriter postings, ByteWriter positions, ref int lastRow)
    {
        postings.Number((uint)(row - lastRow));
        postings.Byte(_impact);
        positions.Bytes(Bytes.AsSpan(_positions, _positionsLength));
        positions.Byte(0);
        lastRow = row;
        return 1;
    }
}
