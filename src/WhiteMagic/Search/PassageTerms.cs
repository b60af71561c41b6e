namespace WhiteMagic.Search;

/// <summary>The distinct tokens a query looks for, found by hash, at most 64 so that a passage's matches fit one number.</summary>
internal sealed class PassageTerms
{
    public const int MaxTerms = 64;

    private readonly List<string> _terms = [];
    private readonly List<int> _next = [];
    private readonly List<int> _prefixes = [];
    private readonly int[] _buckets = new int[64];

    public PassageTerms(ParsedQuery query)
    {
        _buckets.AsSpan().Fill(-1);
        foreach (var group in query.Words.Concat(query.Phrases))
        {
            for (var index = 0; index < group.Tokens.Count; index++)
            {
                Add(group.Tokens[index], group.IsPrefix && index == group.Tokens.Count - 1);
            }
        }
    }

    public int Count => _terms.Count;

    /// <summary>The letters that terms begin with.</summary>
    public LetterSet FirstLetters => LetterSet.OfFirst(_terms);

    /// <summary>Gives the index of the term that a token matches, or -1.</summary>
    public int Find(ReadOnlySpan<char> token, TokenKind kind)
    {
        for (var index = _buckets[Bucket(token)]; index >= 0; index = _next[index])
        {
            if (token.SequenceEqual(_terms[index]))
            {
                return index;
            }
        }

        if (kind == TokenKind.Pair)
        {
            foreach (var index in _prefixes)
            {
                if (token.StartsWith(_terms[index]))
                {
                    return index;
                }
            }
        }

        return -1;
    }

    private void Add(string term, bool isPrefix)
    {
        var index = _terms.IndexOf(term);
        if (index < 0)
        {
            if (_terms.Count == MaxTerms)
            {
                return;
            }

            index = _terms.Count;
            _terms.Add(term);
            _next.Add(_buckets[Bucket(term)]);
            _buckets[Bucket(term)] = index;
        }

        if (isPrefix && !_prefixes.Contains(index))
        {
            _prefixes.Add(index);
        }
    }

    private static int Bucket(ReadOnlySpan<char> token) => ((token[0] * 7) + (token[^1] * 3) + token.Length) & 63;
}
