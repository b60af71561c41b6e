using System.Collections.Frozen;

namespace WhiteMagic.Workflows;

/// <summary>Tells what the words before a reference make of it.</summary>
internal static class ReferenceSense
{
    private const int Reach = 5;

    private static readonly FrozenSet<string> Apart = FrozenSet.Create(
        StringComparer.Ordinal, "independent", "independently", "parallel", "without", "unlike", "regardless", "alongside", "concurrently", "simultaneously", "not",
        "ignore", "ignoring", "skip", "skipping", "while");

    private static readonly FrozenSet<string> Cues = FrozenSet.Create(
        StringComparer.Ordinal, "after", "once", "when", "following", "of", "from", "using", "use", "uses", "on", "need", "needs", "require", "requires", "for", "with", "until",
        "by", "upon", "in", "see", "per");

    /// <summary>Whether the reference that begins at a word makes its operation wait for what it names, or the other way round; null for neither.</summary>
    public static bool? Waits(IReadOnlyList<OperationWord> words, int at)
    {
        bool isApart = false;
        for (int i = at - 1; i >= Math.Max(0, at - Reach) && !words[i].EndsClause; i--)
        {
            if (words[i].Lower == "before")
            {
                return false;
            }

            if (words[i].Lower is "until" or "till")
            {
                // "Do not begin until step 2 has ended."
                return true;
            }

            isApart |= Apart.Contains(words[i].Lower);
        }

        return isApart ? null : true;
    }

    /// <summary>Whether a word shortly before says that what follows is something to refer to.</summary>
    public static bool HasCue(IReadOnlyList<OperationWord> words, int at)
    {
        for (int i = at - 1; i >= Math.Max(0, at - 2) && !words[i].EndsClause; i--)
        {
            if (Cues.Contains(words[i].Lower))
            {
                return true;
            }
        }

        return false;
    }
}
