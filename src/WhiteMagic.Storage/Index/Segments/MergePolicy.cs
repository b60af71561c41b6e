namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Decides which segments become one.</summary>
/// <remarks>
/// Each time the index catches up, it gains a small segment. When there are many, they become one, and with it several of about its size that lie
/// before it, so that sizes grow eightfold and each memory is copied a few times at most.
/// </remarks>
internal static class MergePolicy
{
    /// <summary>A condition in SQL that is true when there is something to merge.</summary>
    public const string IsDue = """
        SELECT (SELECT count(*) FROM segments WHERE documents BETWEEN 1 AND 128) >= 48
            OR EXISTS (SELECT 1 FROM segments WHERE documents > 128 AND gone_count * 2 > documents)
        """;

    private const int Small = 128;
    private const int Many = 48;
    private const int Growth = 8;

    // A merge holds what it makes in memory.
    private const int MaxSize = 64 << 20;

    /// <summary>Gives neighbours to merge, or one segment to write anew without what is gone; none when nothing is due.</summary>
    public static IReadOnlyList<SegmentInfo> Choose(IReadOnlyList<SegmentInfo> segments)
    {
        if (segments.Count(static segment => segment.Documents <= Small) < Many)
        {
            return [.. segments.Where(static segment => segment.Documents > Small && segment.Gone.Length * 2 > segment.Documents).Take(1)];
        }

        int from = segments.TakeWhile(static segment => segment.Documents > Small).Count();
        long documents = segments.Skip(from).Sum(static segment => (long)segment.Documents);
        while (true)
        {
            int before = from;
            while (before > 0 && segments[before - 1].Documents < documents * Growth)
            {
                before--;
            }

            if (from - before < Growth - 1)
            {
                break;
            }

            documents += segments.Skip(before).Take(from - before).Sum(static segment => (long)segment.Documents);
            from = before;
        }

        var chosen = new List<SegmentInfo>();
        long size = 0;
        foreach (SegmentInfo segment in segments.Skip(from).Reverse())
        {
            size += segment.Size;
            if (size > MaxSize && chosen.Count > 1)
            {
                break;
            }

            chosen.Add(segment);
        }

        chosen.Reverse();
        return chosen;
    }
}
