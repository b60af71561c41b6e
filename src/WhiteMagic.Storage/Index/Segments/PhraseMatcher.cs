namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Finds the memories in which tokens stand next to each other, in order.</summary>
internal static class PhraseMatcher
{
    /// <summary>Adds the rows that match; what the least telling token says of a memory bounds what the phrase says.</summary>
    public static void Match(IReadOnlyList<PhraseTerm> terms, ReadOnlySpan<int> gone, PostingRun run)
    {
        int[] at = new int[terms.Count];
        foreach ((int row, PhraseTerm.Place first) in terms[0].Rows)
        {
            if (gone.BinarySearch(row) >= 0 || !Advance(terms, at, row))
            {
                continue;
            }

            byte impact = first.Impact;
            List<int>? places = terms.Count == 1 ? null : first.Decode();
            for (int i = 1; i < terms.Count; i++)
            {
                PhraseTerm.Place next = terms[i].Rows[at[i]].Place;
                impact = Math.Min(impact, next.Impact);
                HashSet<int> following = [.. next.Decode()];
                int distance = i;
                places!.RemoveAll(place => !following.Contains(place + distance));
                if (places.Count == 0)
                {
                    break;
                }
            }

            if (places is null or { Count: > 0 })
            {
                run.Add(row, impact);
            }
        }
    }

    private static bool Advance(IReadOnlyList<PhraseTerm> terms, int[] at, int row)
    {
        bool everywhere = true;
        for (int i = 1; i < terms.Count; i++)
        {
            ReadOnlySpan<(int Row, PhraseTerm.Place Place)> rows = terms[i].Rows;
            while (at[i] < rows.Length && rows[at[i]].Row < row)
            {
                at[i]++;
            }

            everywhere &= at[i] < rows.Length && rows[at[i]].Row == row;
        }

        return everywhere;
    }
}
