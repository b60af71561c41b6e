namespace WhiteMagic.Cli;

/// <summary>Finds the name somebody most likely meant.</summary>
internal static class NearestName
{
    /// <summary>Gives the closest of the known names, or null when none is close.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        string? nearest = null;
        int limit = Math.Max(2, name.Length / 3);
        foreach (string candidate in known)
        {
            int distance = Distance(name, candidate);
            if (distance <= limit)
            {
                (nearest, limit) = (candidate, distance - 1);
            }
        }

        return nearest;
    }

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
