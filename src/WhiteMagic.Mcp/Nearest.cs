namespace WhiteMagic.Mcp;

/// <summary>Finds the name that a mistyped one was most likely meant to be.</summary>
internal static class Nearest
{
    // Longer ones are no slip of the hand, and comparing them costs the product of the lengths.
    private const int LongestCompared = 64;

    /// <summary>Gives the nearest known name, or null when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestCompared)
        {
            return null;
        }

        string? nearest = known.MinBy(candidate => Distance(name, candidate));
        return nearest is not null && Distance(name, nearest) <= Math.Max(2, nearest.Length / 2) ? nearest : null;
    }

    // Edits of a letter at a time, by one row of the usual table.
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0]++;
            for (int j = 1; j <= other.Length; j++)
            {
                int edited = diagonal + (char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(edited, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
