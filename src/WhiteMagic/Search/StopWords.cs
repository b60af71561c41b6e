using System.Collections.Frozen;

namespace WhiteMagic.Search;

/// <summary>English words that say nothing about what is looked for.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did",
        "didn", "do", "does", "doesn", "don", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it",
        "its", "may", "me", "my", "not", "of", "on", "or", "our", "she", "should", "so", "some", "such", "than", "that",
        "the", "their", "them", "then", "there", "these", "they", "this", "those", "to", "us", "was", "we", "were", "what",
        "when", "where", "which", "who", "why", "will", "with", "would", "you", "your");

    /// <summary>Says whether a word as it was typed, with punctuation and an ending such as 's, carries no meaning.</summary>
    public static bool Contains(ReadOnlySpan<char> word)
    {
        word = word.Trim("?!.,;:()*");
        var apostrophe = word.IndexOfAny('\'', '\u2019');
        word = apostrophe < 0 ? word : word[..apostrophe];
        return Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }
}
