using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>One token of a phrase in one segment: its rows, and where in each memory it stands.</summary>
/// <param name="withPositions">Whether the places are wanted.</param>
internal sealed class PhraseTerm(bool withPositions)
{
    private readonly SortedDictionary<int, Place> _expanded = [];
    private List<(int Row, Place Place)> _rows = [];
    private bool _isSorted = true;

    public bool IsEmpty => _rows.Count == 0;

    public ReadOnlySpan<(int Row, Place Place)> Rows
    {
        get
        {
            if (!_isSorted)
            {
                Merge();
            }

            return CollectionsMarshal.AsSpan(_rows);
        }
    }

    /// <summary>Adds the occurrences of a term that may stand for the token.</summary>
    public void Add(SegmentReader reader, SegmentDirectory segment, TermEntry entry)
    {
        _isSorted = _rows.Count == 0;
        ReadOnlySpan<byte> list = reader.Read(segment, entry.List, entry.ListLength);
        var postings = new ByteReader(entry.Count > SegmentFormat.PostingsInBlock ? PostingReader.Plain(list, out _) : list);
        int first = _rows.Count;
        int row = 0;
        for (int i = 0; i < entry.Count; i++)
        {
            row += postings.Count();
            _rows.Add((row, new Place(postings.Byte(), default)));
        }

        if (withPositions)
        {
            ReadPositions(reader.Read(segment, entry.Positions, entry.PositionsLength), first);
        }
    }

    private void ReadPositions(ReadOnlySpan<byte> positions, int first)
    {
        byte[] bytes = positions.ToArray();
        int start = 0;
        foreach (ref (int Row, Place Place) row in CollectionsMarshal.AsSpan(_rows)[first..])
        {
            int length = bytes.AsSpan(start).IndexOf((byte)0);
            row.Place = row.Place with { Positions = new ReadOnlyMemory<byte>(bytes, start, length) };
            start += length + 1;
        }
    }

    // Several terms may stand in one memory.
    private void Merge()
    {
        foreach ((int row, Place place) in _rows)
        {
            _expanded[row] = _expanded.TryGetValue(row, out Place former) ? former.With(place) : place;
        }

        _rows = [.. _expanded.Select(static pair => (pair.Key, pair.Value))];
        _isSorted = true;
    }

    /// <summary>How much a token says of a memory, and where it stands there.</summary>
    internal readonly record struct Place(byte Impact, ReadOnlyMemory<byte> Positions)
    {
        public List<int> Decode()
        {
            var places = new List<int>();
            var reader = new ByteReader(Positions.Span);
            int last = -1;
            while (!reader.IsAtEnd)
            {
                last += reader.Count();
                places.Add(last);
            }

            return places;
        }

        public Place With(Place other)
        {
            var writer = new ByteWriter();
            int last = -1;
            foreach (int place in Decode().Union(other.Decode()).Order())
            {
                writer.Number((uint)(place - last));
                last = place;
            }

            return new Place(Math.Max(Impact, other.Impact), writer.Written.ToArray());
        }
    }
}
