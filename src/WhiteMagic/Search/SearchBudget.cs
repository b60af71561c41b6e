using WhiteMagic.Context;

namespace WhiteMagic.Search;

/// <summary>Counts the tokens of a search's answer and keeps it within a number of them.</summary>
/// <remarks>Titles come first, as what the caller reads on by; then passages in their order, the last one cut to fit.</remarks>
internal static class SearchBudget
{
    public static SearchResult Fit(IReadOnlyList<MemoryMatch> matches, IReadOnlyList<Passage>? passages, int total, int? maxTokens)
    {
        int left = maxTokens ?? int.MaxValue;
        int tokens = 0;
        var kept = new List<MemoryMatch>(matches.Count);
        foreach (MemoryMatch match in matches)
        {
            int cost = Heading(match);
            if (cost > left)
            {
                break;
            }

            left -= cost;
            tokens += cost;
            kept.Add(match);
        }

        // The list that was asked for comes before what it repeats.
        IReadOnlyList<Passage>? ranked = passages is null ? null : Take(passages, ref left);
        for (int i = 0; i < kept.Count; i++)
        {
            kept[i] = kept[i] with { Passages = Take(kept[i].Passages, ref left) };
        }

        tokens += kept.SelectMany(static match => match.Passages).Concat(ranked ?? []).Sum(static passage => TokenCounter.Count(passage.Text));
        return new SearchResult { Matches = kept, Passages = ranked, Total = total, Tokens = tokens };
    }

    private static int Heading(MemoryMatch match) =>
        TokenCounter.Count(match.Filename.Value) + TokenCounter.Count(match.Title) + TokenCounter.Count(string.Join(", ", match.Tags));

    private static List<Passage> Take(IReadOnlyList<Passage> passages, ref int left)
    {
        var kept = new List<Passage>(passages.Count);
        foreach (Passage passage in passages)
        {
            int length = left == int.MaxValue ? passage.Text.Length : TokenCounter.LengthWithin(passage.Text, left);
            if (length == 0)
            {
                break;
            }

            string text = passage.Text[..length];
            left -= left == int.MaxValue ? 0 : TokenCounter.Count(text);
            kept.Add(length == passage.Text.Length ? passage : Cut(passage, text));
        }

        return kept;
    }

    private static Passage Cut(Passage passage, string text) => passage with
    {
        Text = text,
        EndLine = passage.StartLine + text.AsSpan().TrimEnd('\n').Count('\n'),
    };
}
