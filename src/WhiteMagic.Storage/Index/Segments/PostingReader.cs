namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Decodes a term's list in one segment.</summary>
internal static class PostingReader
{
    /// <summary>Adds the newest of a list's rows, up to a number rounded to whole blocks, without those that are gone.</summary>
    /// <returns>How many were read, those that are gone included.</returns>
    public static int Read(SegmentDirectory segment, TermEntry entry, ReadOnlySpan<byte> list, int most, PostingRun run)
    {
        int row = 0;
        int count = entry.Count;
        ReadOnlySpan<byte> postings = list;
        if (entry.Count > SegmentFormat.PostingsInBlock)
        {
            postings = Plain(list, out ReadOnlySpan<byte> skips);
            if (entry.Count > most)
            {
                count -= Skip(ref postings, skips, entry.Count - most, out row);
            }
        }

        run.Reserve(run.Count + count);
        var reader = new ByteReader(postings);
        ReadOnlySpan<int> gone = segment.Info.Gone;
        for (int i = 0; i < count; i++)
        {
            row += reader.Count();
            byte impact = reader.Byte();
            while (!gone.IsEmpty && gone[0] < row)
            {
                gone = gone[1..];
            }

            if (gone.IsEmpty || gone[0] != row)
            {
                run.Add(row, impact);
            }
        }

        return count;
    }

    /// <summary>Gives a list's postings without what leads over its blocks.</summary>
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> list, out ReadOnlySpan<byte> skips)
    {
        var reader = new ByteReader(list);
        skips = reader.Bytes(reader.Count());
        return reader.Rest();
    }

    // Leaves out whole blocks from the front; gives how many postings those are, and the last row of them.
    private static int Skip(ref ReadOnlySpan<byte> postings, ReadOnlySpan<byte> skips, int spare, out int row)
    {
        var reader = new ByteReader(skips);
        int skipped = 0;
        int offset = 0;
        row = 0;
        while (spare - skipped >= SegmentFormat.PostingsInBlock)
        {
            row += reader.Count();
            offset += reader.Count();
            skipped += SegmentFormat.PostingsInBlock;
        }

        postings = postings[offset..];
        return skipped;
    }
}
