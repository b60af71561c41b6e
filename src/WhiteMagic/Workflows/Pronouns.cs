using System.Collections.Frozen;

namespace WhiteMagic.Workflows;

/// <summary>Finds pronouns that can only mean what the operation before gave.</summary>
internal static class Pronouns
{
    private const int Reach = 5;

    private static readonly FrozenSet<string> Always = FrozenSet.Create(StringComparer.Ordinal, "it", "them");

    // These also stand before nouns and clauses, as in "check that it builds" and "read this file".
    private static readonly FrozenSet<string> AtEnd = FrozenSet.Create(StringComparer.Ordinal, "this", "that", "these", "those");

    private static readonly FrozenSet<string> Possessive = FrozenSet.Create(StringComparer.Ordinal, "its", "their");

    private static readonly FrozenSet<string> Outcomes = FrozenSet.Create(
        StringComparer.Ordinal, "result", "results", "output", "outputs", "answer", "answers", "response", "responses", "findings");

    private static readonly FrozenSet<string> Prepositions = FrozenSet.Create(
        StringComparer.Ordinal, "to", "in", "into", "onto", "with", "for", "and", "from", "as", "by", "on", "at", "against", "using", "via", "through", "again");

    private static readonly FrozenSet<string> Determiners = FrozenSet.Create(StringComparer.Ordinal, "a", "an", "the", "all", "every", "each", "any", "some", "our", "my", "your", "no");

    private static readonly FrozenSet<string> Predicates = FrozenSet.Create(StringComparer.Ordinal, "is", "was", "be", "should", "must", "would", "will", "can", "has");

    public static IEnumerable<OperationDependency> Find(OperationText text)
    {
        for (int at = 1; text.Place > 0 && at < Math.Min(text.Words.Count, Reach); at++)
        {
            if (IsPronoun(text.Words, at))
            {
                yield return new(
                    text.Place,
                    text.Place - 1,
                    DependencyCue.Pronoun,
                    $"Operation {OperationText.Number(text.Place)} says \"{text.Quote(at - 1, at)}\" and has named nothing that this could mean but operation {OperationText.Number(text.Place - 1)}.");
                yield break;
            }

            // What was named here is what a later pronoun means.
            OperationWord word = text.Words[at];
            bool isOutcomeNext = word.Lower == "the" && at + 1 < text.Words.Count && Outcomes.Contains(text.Words[at + 1].Lower);
            if (!isOutcomeNext && IsNoun(word))
            {
                yield break;
            }
        }
    }

    private static bool IsNoun(OperationWord word) =>
        Determiners.Contains(word.Lower) || word.IsQuoted || word.Text.Any(static sign => char.IsUpper(sign) || char.IsDigit(sign) || sign is '.' or '/' or '_');

    private static bool IsPronoun(IReadOnlyList<OperationWord> words, int at)
    {
        OperationWord word = words[at];
        string? next = at + 1 < words.Count && !word.EndsClause ? words[at + 1].Lower : null;
        if (Always.Contains(word.Lower))
        {
            return next is null || !Predicates.Contains(next);
        }

        if (AtEnd.Contains(word.Lower))
        {
            return next is null || Prepositions.Contains(next);
        }

        return (Possessive.Contains(word.Lower) && next is not null)
            || (Outcomes.Contains(word.Lower) && words[at - 1].Lower is "the" or "this" or "that" or "these" or "those" && next != "of");
    }
}
