namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Lays out a segment from its terms, which come in the order of their UTF-8 bytes.</summary>
/// <remarks>The layout is: lists, positions, dictionary, directory, footer; see <see cref="SegmentFormat"/>.</remarks>
internal sealed class SegmentWriter
{
    private readonly ByteWriter _lists = new(4096);
    private readonly ByteWriter _positions = new(4096);
    private readonly ByteWriter _dictionary = new(4096);
    private readonly ByteWriter _directory = new();
    private readonly ByteWriter _skips = new();
    private int _terms;

    /// <summary>How many bytes the whole segment has.</summary>
    public int Length => _lists.Length + _positions.Length + _dictionary.Length + _directory.Length + SegmentFormat.FooterLength;

    /// <summary>Adds a term.</summary>
    /// <param name="text">Its UTF-8 bytes.</param>
    /// <param name="count">How many memories have it.</param>
    /// <param name="postings">For each of them the distance from the row before, and the impact.</param>
    /// <param name="positions">For each of them the distances between its places, and a zero.</param>
    public void Add(ReadOnlySpan<byte> text, int count, ReadOnlySpan<byte> postings, ReadOnlySpan<byte> positions)
    {
        if (_terms++ % SegmentFormat.TermsInBlock == 0)
        {
            _directory.Fixed(SegmentFormat.Prefix(text));
            _directory.Fixed((uint)_dictionary.Length);
            _dictionary.Number((uint)_lists.Length);
            _dictionary.Number((uint)_positions.Length);
        }

        int start = _lists.Length;
        if (count > SegmentFormat.PostingsInBlock)
        {
            WriteSkips(postings, positions);
        }

        _lists.Bytes(postings);
        _positions.Bytes(positions);
        _dictionary.Number((uint)text.Length);
        _dictionary.Bytes(text);
        _dictionary.Number((uint)count);
        _dictionary.Number((uint)(_lists.Length - start));
        _dictionary.Number((uint)positions.Length);
    }

    /// <summary>Writes the whole segment, and begins another.</summary>
    public void Finish(ByteWriter whole)
    {
        whole.Reserve(Length);
        foreach (ByteWriter part in (ByteWriter[])[_lists, _positions, _dictionary, _directory])
        {
            whole.Bytes(part.Written);
        }

        uint checksum = SegmentFormat.Checksum(whole.Written);
        whole.Fixed((uint)_lists.Length);
        whole.Fixed((uint)_positions.Length);
        whole.Fixed((uint)_dictionary.Length);
        whole.Fixed((uint)_directory.Length);
        whole.Fixed(checksum);
        Clear();
    }

    private void Clear()
    {
        _lists.Clear();
        _positions.Clear();
        _dictionary.Clear();
        _directory.Clear();
        _terms = 0;
    }

    // Of a long list, each block can be read alone.
    private void WriteSkips(ReadOnlySpan<byte> postings, ReadOnlySpan<byte> positions)
    {
        _skips.Clear();
        var reader = new ByteReader(postings);
        uint row = 0;
        uint lastRow = 0;
        int lastStart = 0;
        int place = 0;
        int lastPlace = 0;
        for (int i = 1; !reader.IsAtEnd; i++)
        {
            row += reader.Number();
            reader.Byte();
            place += positions[place..].IndexOf((byte)0) + 1;
            if (i % SegmentFormat.PostingsInBlock == 0 || reader.IsAtEnd)
            {
                _skips.Number(row - lastRow);
                _skips.Number((uint)(reader.At - lastStart));
                _skips.Number((uint)(place - lastPlace));
                (lastRow, lastStart, lastPlace) = (row, reader.At, place);
            }
        }

        _lists.Number((uint)_skips.Length);
        _lists.Bytes(_skips.Written);
    }
}
