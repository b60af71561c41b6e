using WhiteMagic.Context;

namespace WhiteMagic.Search;

/// <summary>Counts the tokens of a search's answer and keeps it within a number of them.</summary>
/// <remarks>Titles come first, as what the caller reads on by; then passages in their order, the last one cut to fit.</remarks>
internal static class SearchBudget
{
    public static SearchResult Fit(IReadOnlyList<CountedMatch> matches, IReadOnlyList<Passage>? passages, int total, int? maxTokens)
    {
        int left = maxTokens ?? int.MaxValue;
        int tokens = 0;
        var kept = new List<MemoryMatch>(matches.Count);
        foreach (CountedMatch match in matches)
        {
            if (match.Heading > left)
            {
                break;
            }

            left -= match.Heading;
            tokens += match.Heading;
            kept.Add(match.Match);
        }

        if (maxTokens is null)
        {
            return Result(kept, passages, total, tokens + matches.Sum(static match => match.Passages) + Count(passages ?? []));
        }

        // The list that was asked for comes before what it repeats.
        IReadOnlyList<Passage>? ranked = passages is null ? null : Take(passages, ref left);
        for (int i = 0; i < kept.Count; i++)
        {
            kept[i] = kept[i] with { Passages = Take(kept[i].Passages, ref left) };
        }

        return Result(kept, ranked, total, tokens + Count(kept.SelectMany(static match => match.Passages).Concat(ranked ?? [])));
    }

    private static SearchResult Result(IReadOnlyList<MemoryMatch> matches, IReadOnlyList<Passage>? passages, int total, int tokens) =>
        new() { Matches = matches, Passages = passages, Total = total, Tokens = tokens };

    private static int Count(IEnumerable<Passage> passages) => passages.Sum(static passage => TokenCounter.Count(passage.Text));

    private static List<Passage> Take(IReadOnlyList<Passage> passages, ref int left)
    {
        var kept = new List<Passage>(passages.Count);
        foreach (Passage passage in passages)
        {
            int length = TokenCounter.LengthWithin(passage.Text, left);
            if (length == 0)
            {
                break;
            }

            string text = passage.Text[..length];
            left -= TokenCounter.Count(text);
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
