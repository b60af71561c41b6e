namespace WhiteMagic.Search;

/// <summary>Matches documents with a query and scores them by BM25 over all documents, titles and tags weighing more.</summary>
internal sealed class VolatileRanking
{
    private const double Saturation = 1.2;
    private const double LengthWeight = 0.75;
    private const double LeastRarity = 1e-6;

    private static readonly double[] FieldWeights = [6, 4, 1];

    private readonly ParsedQuery _query;
    private readonly Dictionary<TokenGroup, double> _rarity = [];
    private readonly double _meanLength;

    public VolatileRanking(ParsedQuery query, IReadOnlyList<VolatileDocument> all)
    {
        _query = query;
        _meanLength = all.Count == 0 ? 1 : Math.Max(1, all.Average(static document => document.Length));
        foreach (TokenGroup group in query.Words.Concat(query.Phrases))
        {
            int found = all.Count(document => Has(document, group));
            _rarity[group] = Math.Max(LeastRarity, Math.Log((all.Count - found + 0.5) / (found + 0.5)));
        }
    }

    public bool Matches(VolatileDocument document) =>
        _query.Phrases.All(group => Has(document, group))
        && !_query.Exclusions.Any(group => Has(document, group))
        && (_query.Words.Count == 0 || _query.Phrases.Count > 0 || _query.Words.Any(group => Has(document, group)));

    public double Score(VolatileDocument document)
    {
        double length = Saturation * (1 - LengthWeight + (LengthWeight * document.Length / _meanLength));
        return _rarity.Sum(pair =>
        {
            double frequency = Frequency(document, pair.Key);
            return pair.Value * frequency * (Saturation + 1) / (frequency + length);
        });
    }

    private static bool Has(VolatileDocument document, TokenGroup group) =>
        document.Fields.Any(tokens => Occurrences(tokens, group) > 0);

    private static double Frequency(VolatileDocument document, TokenGroup group) =>
        document.Fields.Select((tokens, i) => FieldWeights[i] * Occurrences(tokens, group)).Sum();

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
