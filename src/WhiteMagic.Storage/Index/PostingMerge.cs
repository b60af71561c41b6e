namespace WhiteMagic.Storage.Index;

/// <summary>Walks posting lists together, newest row first, and adds up what each row holds.</summary>
internal sealed class PostingMerge
{
    private readonly List<(long Row, double Weight)> _rows = [];

    /// <summary>Merges lists; a row counts only if the first <paramref name="required"/> lists all have it.</summary>
    public PostingMerge(IReadOnlyList<PostingList> lists, int required)
    {
        int[] at = new int[lists.Count];
        while (Newest(lists, at) is var row and > 0)
        {
            double weight = 0;
            int matched = 0;
            for (int i = 0; i < lists.Count; i++)
            {
                if (at[i] < lists[i].Rows.Length && lists[i].Rows[at[i]] == row)
                {
                    at[i]++;
                    weight += lists[i].Weight;
                    matched += i < required ? 1 : 0;
                }
            }

            if (matched == required)
            {
                _rows.Add((row, weight));
            }
        }
    }

    /// <summary>How many rows matched.</summary>
    public int Count => _rows.Count;

    /// <summary>Gives the rows of the greatest weight, among equals the newest.</summary>
    public IEnumerable<(long Row, double Weight)> Best(int count)
    {
        var best = new PriorityQueue<(long Row, double Weight), (double, long)>();
        foreach ((long Row, double Weight) row in _rows)
        {
            if (best.Count < count)
            {
                best.Enqueue(row, (row.Weight, row.Row));
            }
            else if ((row.Weight, row.Row).CompareTo((best.Peek().Weight, best.Peek().Row)) > 0)
            {
                best.EnqueueDequeue(row, (row.Weight, row.Row));
            }
        }

        return best.UnorderedItems.Select(static item => item.Element)
            .OrderByDescending(static row => row.Weight).ThenByDescending(static row => row.Row);
    }

    private static long Newest(IReadOnlyList<PostingList> lists, int[] at)
    {
        long newest = 0;
        for (int i = 0; i < lists.Count; i++)
        {
            ReadOnlySpan<long> rows = lists[i].Rows;
            newest = at[i] < rows.Length ? Math.Max(newest, rows[at[i]]) : newest;
        }

        return newest;
    }
}
