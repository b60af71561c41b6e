namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Numbers terms by their bytes, in the order they first come.</summary>
internal sealed class TermTable
{
    private readonly ByteWriter _texts = new(16_384);
    private readonly List<(int Start, int Length)> _terms = [];
    private int[] _slots = new int[4096];

    public int Count => _terms.Count;

    public ReadOnlySpan<byte> this[int term] => _texts.Written.Slice(_terms[term].Start, _terms[term].Length);

    public int NumberOf(ReadOnlySpan<byte> text)
    {
        uint slot = Slot(text);
        while (_slots[slot] is var number and > 0)
        {
            if (this[number - 1].SequenceEqual(text))
            {
                return number - 1;
            }

            slot = (slot + 1) & (uint)(_slots.Length - 1);
        }

        _terms.Add((_texts.Length, text.Length));
        _texts.Bytes(text);
        _slots[slot] = _terms.Count;
        if (_terms.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return _terms.Count - 1;
    }

    private uint Slot(ReadOnlySpan<byte> text)
    {
        ulong hash = SegmentFormat.Prefix(text) ^ ((ulong)text.Length << 56);
        for (ReadOnlySpan<byte> rest = text; rest.Length > 8; rest = rest[8..])
        {
            hash = ((hash << 5) | (hash >> 59)) ^ SegmentFormat.Prefix(rest[8..]) * 0x9E3779B97F4A7C15;
        }

        return (uint)((hash * 0x9E3779B97F4A7C15) >> 32) & (uint)(_slots.Length - 1);
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (int term = 0; term < _terms.Count; term++)
        {
            uint slot = Slot(this[term]);
            while (_slots[slot] > 0)
            {
                slot = (slot + 1) & (uint)(_slots.Length - 1);
            }

            _slots[slot] = term + 1;
        }
    }
}
