using System.Runtime.InteropServices;
using System.Text;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Lists the terms of memories with what they say and where they stand; reusable, not for two threads at once.</summary>
internal sealed class DocumentAnalyzer
{
    // Words of the memories before are found at once; a store of every language must not keep them all.
    private const int MaxVocabulary = 32_768;

    private readonly TokenBuffer _tokens = new();
    private readonly Dictionary<string, int> _vocabulary = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<Word> _words = [];
    private readonly List<int> _present = [];
    private readonly List<(int Word, int Position)> _occurrences = [];
    private readonly ByteWriter _terms = new(8192);
    private int[] _positions = [];
    private int _length;

    public DocumentAnalyzer() => _lookup = _vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();

    public AnalyzedDocument Analyze(MemoryEntry entry)
    {
        Reset();
        Add(entry.Title, Bm25.FieldWeights[0]);
        Add(string.Join(' ', entry.Tags), Bm25.FieldWeights[1]);
        Add(entry.Content, Bm25.FieldWeights[2]);
        Group();
        _terms.Clear();
        foreach (int word in _present)
        {
            Write(_words[word]);
        }

        foreach (string term in FilterTerm.Of(entry))
        {
            byte[] text = Encoding.UTF8.GetBytes(term);
            Begin(text, 1);
            _terms.Number(0);
        }

        return new AnalyzedDocument(entry, _terms.Written.ToArray());
    }

    private void Reset()
    {
        if (_vocabulary.Count > MaxVocabulary)
        {
            _vocabulary.Clear();
            _words.Clear();
            _present.Clear();
        }

        foreach (int word in _present)
        {
            ref Word former = ref CollectionsMarshal.AsSpan(_words)[word];
            (former.Frequency, former.Count) = (0, 0);
        }

        _present.Clear();
        _occurrences.Clear();
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
                Occur(tokens[token], weight);
            }
        }

        // No phrase runs from one field into the next.
        _length++;
    }

    private void Occur(ReadOnlySpan<char> token, int weight)
    {
        if (!_lookup.TryGetValue(token, out int word))
        {
            word = _words.Count;
            string text = token.ToString();
            _vocabulary.Add(text, word);
            _words.Add(new Word { Text = Encoding.UTF8.GetBytes(text) });
        }

        ref Word found = ref CollectionsMarshal.AsSpan(_words)[word];
        if (found.Count == 0)
        {
            _present.Add(word);
        }

        found.Frequency += weight;
        found.Count++;
        _occurrences.Add((word, _length++));
    }

    // A counting sort: each word's positions come to stand together, still in order.
    private void Group()
    {
        if (_positions.Length < _occurrences.Count)
        {
            _positions = new int[Math.Max(_occurrences.Count, _positions.Length * 2)];
        }

        Span<Word> words = CollectionsMarshal.AsSpan(_words);
        int next = 0;
        foreach (int word in _present)
        {
            words[word].First = next;
            words[word].Next = next;
            next += words[word].Count;
        }

        foreach ((int word, int position) in _occurrences)
        {
            _positions[words[word].Next++] = position;
        }
    }

    private void Write(Word word)
    {
        Begin(word.Text, Bm25.Impact(word.Frequency, _length));
        ReadOnlySpan<int> positions = _positions.AsSpan(word.First, word.Count);
        _terms.Number((uint)EncodedLength(positions));
        int last = -1;
        foreach (int position in positions)
        {
            _terms.Number((uint)(position - last));
            last = position;
        }
    }

    private void Begin(ReadOnlySpan<byte> text, byte impact)
    {
        _terms.Number((uint)text.Length);
        _terms.Bytes(text);
        _terms.Byte(impact);
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

    private struct Word
    {
        public byte[] Text;
        public int Frequency;
        public int Count;
        public int First;
        public int Next;
    }
}
