using System.Numerics;
using System.Runtime.InteropServices;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Lists the terms of memories with what they say and where they stand; reusable, not for two threads at once.</summary>
internal sealed class DocumentAnalyzer
{
    private readonly TokenBuffer _tokens = new();
    private readonly ByteWriter _text = new(8192);
    private readonly TermTable _terms = new();
    private readonly List<Word> _words = [];
    private readonly List<(int Word, int Position)> _occurrences = [];
    private readonly ByteWriter _listed = new(8192);
    private int[] _positions = [];
    private int _length;

    public AnalyzedDocument Analyze(MemoryEntry entry)
    {
        Reset();
        Add(entry.Title, Bm25.FieldWeights[0]);
        Add(string.Join(' ', entry.Tags), Bm25.FieldWeights[1]);
        Add(entry.Content, Bm25.FieldWeights[2]);
        foreach (string filter in FilterTerm.Of(entry))
        {
            _text.Clear();
            _text.Text(filter);
            NumberOf(_text.Written);
        }

        Group();
        for (int number = 0; number < _words.Count; number++)
        {
            List(_terms.TextOf(_terms[number]), _words[number]);
        }

        return new AnalyzedDocument(entry, _listed.Written.ToArray(), [.. WikiLinks.Find(entry.Content)]);
    }

    private void Reset()
    {
        _terms.Clear();
        _words.Clear();
        _occurrences.Clear();
        _listed.Clear();
        _length = 0;
    }

    private void Add(string text, int weight)
    {
        TextAnalyzer.Analyze(text, _tokens);
        _text.Clear();
        _text.Text(_tokens.Text);
        for (ReadOnlySpan<byte> rest = _text.Written; !rest.IsEmpty;)
        {
            int length = rest.IndexOf((byte)' ') is var end and >= 0 ? end : rest.Length;
            if (length > 0)
            {
                int number = NumberOf(rest[..length]);
                ref Word word = ref CollectionsMarshal.AsSpan(_words)[number];
                word.Frequency += weight;
                word.Count++;
                _occurrences.Add((number, _length++));
            }

            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        // No phrase runs from one field into the next.
        _length++;
    }

    private int NumberOf(ReadOnlySpan<byte> term)
    {
        int number = _terms.NumberOf(term);
        if (number == _words.Count)
        {
            _words.Add(default);
        }

        return number;
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
        foreach (ref Word word in words)
        {
            word.First = word.Next = next;
            next += word.Count;
        }

        foreach ((int number, int position) in _occurrences)
        {
            _positions[words[number].Next++] = position;
        }
    }

    private void List(ReadOnlySpan<byte> text, Word word)
    {
        _listed.Number((uint)text.Length);
        _listed.Bytes(text);

        // What only filters counts as once, and stands nowhere.
        _listed.Byte(word.Count == 0 ? (byte)1 : Bm25.Impact(word.Frequency, _length));
        ReadOnlySpan<int> positions = _positions.AsSpan(word.First, word.Count);
        _listed.Number((uint)EncodedLength(positions));
        int last = -1;
        foreach (int position in positions)
        {
            _listed.Number((uint)(position - last));
            last = position;
        }
    }

    private static int EncodedLength(ReadOnlySpan<int> positions)
    {
        int length = 0;
        int last = -1;
        foreach (int position in positions)
        {
            length += 1 + (31 - BitOperations.LeadingZeroCount((uint)(position - last))) / 7;
            last = position;
        }

        return length;
    }
}
