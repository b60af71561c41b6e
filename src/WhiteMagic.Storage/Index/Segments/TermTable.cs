using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Finds terms by their UTF-8 bytes and keeps the last number given for each.</summary>
/// <remarks>A term's first bytes stand in its entry, because every look elsewhere waits for memory.</remarks>
internal sealed class TermTable
{
    // Odd and by chance, so that no text can be made whose terms all meet.
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;

    private readonly ByteWriter _texts = new();
    private readonly List<Term> _terms = [];
    private int[] _slots = new int[64];
    private ulong[] _prefixes = [];
    private int[] _order = [];

    public ref readonly Term this[int number] => ref CollectionsMarshal.AsSpan(_terms)[number];

    /// <summary>Gives the term of these bytes, made when there is none.</summary>
    public ref Term this[ReadOnlySpan<byte> text]
    {
        get
        {
            // First, because a new term may move them all.
            int number = NumberOf(text);
            return ref CollectionsMarshal.AsSpan(_terms)[number];
        }
    }

    /// <summary>Gives the number of the term of these bytes, the next one when there was none.</summary>
    public int NumberOf(ReadOnlySpan<byte> text)
    {
        ulong prefix = SegmentFormat.Prefix(text);
        Span<Term> terms = CollectionsMarshal.AsSpan(_terms);
        int slot = (int)(HashOf(prefix, text) >> 32) & (_slots.Length - 1);
        for (; _slots[slot] is var number and > 0; slot = (slot + 1) & (_slots.Length - 1))
        {
            ref readonly Term term = ref terms[number - 1];
            if (term.Prefix == prefix && term.Length == text.Length && (text.Length <= 8 || TextOf(term).SequenceEqual(text)))
            {
                return number - 1;
            }
        }

        Add(slot, prefix, text);
        return _terms.Count - 1;
    }

    /// <summary>Gives the numbers of all terms in the order of their bytes, valid until the next change.</summary>
    public ReadOnlySpan<int> Sorted()
    {
        if (_order.Length < _terms.Count)
        {
            (_prefixes, _order) = (new ulong[_terms.Count], new int[_terms.Count]);
        }

        for (int number = 0; number < _terms.Count; number++)
        {
            (_prefixes[number], _order[number]) = (_terms[number].Prefix, number);
        }

        // Numbers sort several times as fast as texts, and few terms share their first eight bytes.
        Array.Sort(_prefixes, _order, 0, _terms.Count);
        for (int from = 0, to; from < _terms.Count; from = to)
        {
            for (to = from + 1; to < _terms.Count && _prefixes[to] == _prefixes[from]; to++)
            {
            }

            if (to - from > 1)
            {
                _order.AsSpan(from, to - from).Sort((a, b) => TextOf(this[a]).SequenceCompareTo(TextOf(this[b])));
            }
        }

        return _order.AsSpan(0, _terms.Count);
    }

    public ReadOnlySpan<byte> TextOf(in Term term) => _texts.Written.Slice(term.Start, term.Length);

    public void Clear()
    {
        _texts.Clear();
        _terms.Clear();
        Array.Clear(_slots);
    }

    private void Add(int slot, ulong prefix, ReadOnlySpan<byte> text)
    {
        _terms.Add(new Term { Prefix = prefix, Start = _texts.Length, Length = text.Length, Last = -1 });
        _texts.Bytes(text);
        _slots[slot] = _terms.Count;
        if (_terms.Count * 2 > _slots.Length)
        {
            Grow();
        }
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (int number = 0; number < _terms.Count; number++)
        {
            int slot = (int)(HashOf(_terms[number].Prefix, TextOf(_terms[number])) >> 32) & (_slots.Length - 1);
            while (_slots[slot] > 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = number + 1;
        }
    }

    private static ulong HashOf(ulong prefix, ReadOnlySpan<byte> text)
    {
        ulong hash = (prefix ^ (uint)text.Length) * Seed;
        for (int at = 8; at < text.Length; at += 8)
        {
            hash = ((hash ^ (hash >> 32)) + SegmentFormat.Prefix(text[at..])) * Seed;
        }

        return hash ^ (hash >> 29);
    }

    /// <summary>A term, how many memories have it, and the last place that tells of it.</summary>
    internal struct Term
    {
        public ulong Prefix;
        public int Start;
        public int Length;
        public int Count;
        public int Last;
    }
}
