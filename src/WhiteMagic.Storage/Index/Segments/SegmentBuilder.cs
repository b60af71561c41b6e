using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Gathers memories, in the order of their rows, into one segment.</summary>
internal sealed class SegmentBuilder
{
    private readonly List<TermPostings> _postings = [];
    private TermTable? _table;
    private (int Row, ReadOnlyMemory<byte> Terms)? _only;

    private TermTable Terms => _table ??= new TermTable();

    public int First { get; private set; }

    public int Last { get; private set; }

    public int Documents { get; private set; }

    /// <summary>About how many bytes the segment will have.</summary>
    public int Size { get; private set; }

    /// <summary>Adds a memory, whose row comes after those before.</summary>
    public void Add(int row, AnalyzedDocument document)
    {
        First = Documents == 0 ? row : First;
        Last = row;
        Documents++;
        Size += document.Terms.Length;
        if (Documents == 1)
        {
            _only = (row, document.Terms);
            return;
        }

        AddOnly();
        Add(row, document.Terms);
    }

    public byte[] Build()
    {
        var writer = new SegmentWriter();
        if (_only is (var row, var only))
        {
            BuildOnly(row, only, writer);
        }
        else
        {
            BuildAll(writer);
        }

        return writer.Finish();
    }

    // Most writes make a segment of one memory, whose terms are in order.
    private static void BuildOnly(int row, ReadOnlyMemory<byte> document, SegmentWriter writer)
    {
        var posting = new ByteWriter(8);
        var positions = new ByteWriter(1024);
        var reader = new ByteReader(document.Span);
        while (!reader.IsAtEnd)
        {
            ReadOnlySpan<byte> text = reader.Bytes(reader.Count());
            posting.Clear();
            posting.Number((uint)row);
            posting.Byte(reader.Byte());
            positions.Clear();
            positions.Bytes(reader.Bytes(reader.Count()));
            positions.Byte(0);
            writer.Add(text, 1, posting.Written, positions.Written);
        }
    }

    private void BuildAll(SegmentWriter writer)
    {
        int[] order = [.. Enumerable.Range(0, Terms.Count)];
        Array.Sort(order, (a, b) => Terms[a].SequenceCompareTo(Terms[b]));
        Span<TermPostings> postings = CollectionsMarshal.AsSpan(_postings);
        foreach (int term in order)
        {
            ref TermPostings of = ref postings[term];
            writer.Add(Terms[term], of.Count, of.Rows, of.Positions);
        }
    }

    private void AddOnly()
    {
        if (_only is (var row, var document))
        {
            _only = null;
            Add(row, document);
        }
    }

    private void Add(int row, ReadOnlyMemory<byte> document)
    {
        var reader = new ByteReader(document.Span);
        while (!reader.IsAtEnd)
        {
            ref TermPostings postings = ref PostingsOf(reader.Bytes(reader.Count()));
            byte impact = reader.Byte();
            postings.Add(row, impact, reader.Bytes(reader.Count()));
        }
    }

    private ref TermPostings PostingsOf(ReadOnlySpan<byte> text)
    {
        int term = Terms.NumberOf(text);
        if (term == _postings.Count)
        {
            _postings.Add(new TermPostings());
        }

        return ref CollectionsMarshal.AsSpan(_postings)[term];
    }

    private struct TermPostings
    {
        private byte[] _rows = [];
        private byte[] _positions = [];
        private int _rowsLength;
        private int _positionsLength;
        private int _last;

        public TermPostings()
        {
        }

        public int Count { get; private set; }

        public readonly ReadOnlySpan<byte> Rows => _rows.AsSpan(0, _rowsLength);

        public readonly ReadOnlySpan<byte> Positions => _positions.AsSpan(0, _positionsLength);

        public void Add(int row, byte impact, ReadOnlySpan<byte> positions)
        {
            Reserve(ref _rows, _rowsLength, 6);
            uint distance = (uint)(row - _last);
            for (; distance >= 0x80; distance >>= 7)
            {
                _rows[_rowsLength++] = (byte)(distance | 0x80);
            }

            _rows[_rowsLength++] = (byte)distance;
            _rows[_rowsLength++] = impact;
            Reserve(ref _positions, _positionsLength, positions.Length + 1);
            positions.CopyTo(_positions.AsSpan(_positionsLength));
            _positionsLength += positions.Length;
            _positions[_positionsLength++] = 0;
            _last = row;
            Count++;
        }

        private static void Reserve(ref byte[] bytes, int length, int more)
        {
            if (length + more > bytes.Length)
            {
                Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
            }
        }
    }
}
