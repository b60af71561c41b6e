using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Lists the terms of memories with what they say and where they stand; reusable, not for two threads at once.</summary>
internal sealed class DocumentAnalyzer
{
    private readonly TokenBuffer _tokens = new();
    private readonly WordTable _words = new();
    private readonly List<(int Word, int Position)> _occurrences = [];
    private readonly ByteWriter _texts = new(4096);
    private readonly ByteWriter _terms = new(8192);
    private ulong[] _prefixes = new ulong[512];
    private Term[] _order = new Term[512];
    private int _ordered;
    private int[] _positions = [];
    private int _length;

    public AnalyzedDocument Analyze(MemoryEntry entry)
    {
        Reset();
        Add(entry.Title, Bm25.FieldWeights[0]);
        Add(string.Join(' ', entry.Tags), Bm25.FieldWeights[1]);
        Add(entry.Content, Bm25.FieldWeights[2]);
        Group();
        Sort(entry);
        foreach (Term term in _order.AsSpan(0, _ordered))
        {
            Write(term);
        }

        return new AnalyzedDocument(entry, _terms.Written.ToArray());
    }

    private void Reset()
    {
        _words.Clear();
        _occurrences.Clear();
        _texts.Clear();
        _terms.Clear();
        _ordered = 0;
        _length = 0;
    }

    private void Add(string text, int weight)
    {
        TextAnalyzer.Analyze(text, _tokens);
        ReadOnlySpan<char> tokens = _tokens.Text;
        foreach (Range token in tokens.Split(' '))
        {
            if (!tokens[token].IsEmpty)
            {
                int number = _words.NumberOf(tokens[token]);
                ref Word word = ref _words[number];
                word.Frequency += weight;
                word.Count++;
                _occurrences.Add((number, _length++));
            }
        }

        // No phrase runs from one field into the next.
        _length++;
    }

    // A counting sort: each word's positions come to stand together, still in order.
    private void Group()
    {
        if (_positions.Length < _occurrences.Count)
        {
            _positions = new int[Math.Max(_occurrences.Count, _positions.Length * 2)];
        }

        int next = 0;
        for (int number = 0; number < _words.Count; number++)
        {
            ref Word word = ref _words[number];
            word.First = word.Next = next;
            next += word.Count;
        }

        foreach ((int number, int position) in _occurrences)
        {
            _positions[_words[number].Next++] = position;
        }
    }

    private void Sort(MemoryEntry entry)
    {
        for (int number = 0; number < _words.Count; number++)
        {
            List(_words.Text(number), number);
        }

        foreach (string term in FilterTerm.Of(entry))
        {
            List(term, Term.Filter);
        }

        // Numbers sort several times as fast as texts, and few terms share their first eight bytes.
        Array.Sort(_prefixes, _order, 0, _ordered);
        for (int from = 0, to; from < _ordered; from = to)
        {
            for (to = from + 1; to < _ordered && _prefixes[to] == _prefixes[from]; to++)
            {
            }

            if (to - from > 1)
            {
                _order.AsSpan(from, to - from).Sort((a, b) => Text(a).SequenceCompareTo(Text(b)));
            }
        }
    }

    private void List(ReadOnlySpan<char> text, int word)
    {
        int start = _texts.Length;
        _texts.Text(text);
        ReadOnlySpan<byte> bytes = _texts.Written[start..];
        if (_ordered == _order.Length)
        {
            Array.Resize(ref _prefixes, _ordered * 2);
            Array.Resize(ref _order, _ordered * 2);
        }

        _prefixes[_ordered] = SegmentFormat.Prefix(bytes);
        _order[_ordered++] = new Term(start, bytes.Length, word);
    }

    private ReadOnlySpan<byte> Text(Term term) => _texts.Written.Slice(term.Start, term.Length);

    private void Write(Term term)
    {
        _terms.Number((uint)term.Length);
        _terms.Bytes(Text(term));
        if (term.Word == Term.Filter)
        {
            _terms.Byte(1);
            _terms.Number(0);
            return;
        }

        Word word = _words[term.Word];
        _terms.Byte(Bm25.Impact(word.Frequency, _length));
        ReadOnlySpan<int> positions = _positions.AsSpan(word.First, word.Count);
        _terms.Number((uint)EncodedLength(positions));
        int last = -1;
        foreach (int position in positions)
        {
            _terms.Number((uint)(position - last));
            last = position;
        }
    }

    private static int EncodedLength(ReadOnlySpan<int> positions)
    {
        int length = 0;
        int last = -1;
        foreach (int position in positions)
        {
            length += 1 + (31 - System.Numerics.BitOperations.LeadingZeroCount((uint)(position - last))) / 7;
            last = position;
        }

        return length;
    }

    private readonly record struct Term(int Start, int Length, int Word)
    {
        public const int Filter = -1;
    }
}
