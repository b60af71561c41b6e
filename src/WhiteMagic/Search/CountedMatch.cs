using WhiteMagic.Context;

namespace WhiteMagic.Search;

/// <summary>A match with the tokens it makes: its heading's, and those of all its passages.</summary>
internal readonly record struct CountedMatch(MemoryMatch Match, int Heading, int Passages)
{
    public static CountedMatch Of(MemoryMatch match) => new(
        match,
        TokenCounter.Count(match.Filename.Value) + TokenCounter.Count(match.Title) + TokenCounter.Count(string.Join(", ", match.Tags)),
        match.Passages.Sum(static passage => TokenCounter.Count(passage.Text)));
}
