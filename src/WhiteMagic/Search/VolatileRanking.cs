namespace WhiteMagic.Search;

/// <summary>Matches documents with a query and scores them by BM25 over all documents, titles and tags weighing more.</summary>
internal sealed class VolatileRanking
{
    private readonly ParsedQuery _query;
    private readonly Dictionary<TokenGroup, double> _rarity = [];

    public VolatileRanking(ParsedQuery query, IReadOnlyList<VolatileDocument> all)
    {
        _query = query;
        foreach (TokenGroup group in query.Words.Concat(query.Phrases))
        {
            _rarity[group] = Bm25.Rarity(all.Count, all.Count(document => Has(document, group)));
        }
    }

    public bool Matches(VolatileDocument document) =>
        _query.Phrases.All(group => Has(document, group))
        && !_query.Exclusions.Any(group => Has(document, group))
        && (_query.Words.Count == 0 || _query.Phrases.Count > 0 || _query.Words.Any(group => Has(document, group)));

    public double Score(VolatileDocument document) =>
        _rarity.Sum(pair => Has(document, pair.Key) ? Bm25.Score(pair.Value, Impact(document, pair.Key)) : 0);

    private static bool Has(VolatileDocument document, TokenGroup group) =>
        document.Fields.Any(tokens => Occurrences(tokens, group) > 0);

    // What the least telling token says bounds what the group says.
    private static byte Impact(VolatileDocument document, TokenGroup group) => group.Tokens.Min(token =>
    {
        bool opens = group.IsPrefix && ReferenceEquals(token, group.Tokens[^1]);
        string[] terms = opens
            ? [.. document.Fields.SelectMany(static tokens => tokens).Distinct(StringComparer.Ordinal).Where(text => text.StartsWith(token, StringComparison.Ordinal))]
            : [token];
        return terms.Max(term => Bm25.Impact(Frequency(document, term), document.Length));
    });

    private static int Frequency(VolatileDocument document, string term) =>
        document.Fields.Select((tokens, i) => Bm25.FieldWeights[i] * tokens.Count(token => string.Equals(token, term, StringComparison.Ordinal))).Sum();

    private static int Occurrences(string[] tokens, TokenGroup group)
    {
        int count = 0;
        for (int start = 0; start + group.Tokens.Count <= tokens.Length; start++)
        {
            count += MatchesAt(tokens.AsSpan(start, group.Tokens.Count), group) ? 1 : 0;
        }

        return count;
    }

    private static bool MatchesAt(ReadOnlySpan<string> tokens, TokenGroup group)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            bool isPrefix = group.IsPrefix && i == tokens.Length - 1;
            if (isPrefix ? !tokens[i].StartsWith(group.Tokens[i], StringComparison.Ordinal) : tokens[i] != group.Tokens[i])
            {
                return false;
            }
        }

        return true;
    }
}
