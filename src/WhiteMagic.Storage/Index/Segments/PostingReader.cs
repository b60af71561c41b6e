namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Decodes a term's list in one segment.</summary>
internal static class PostingReader
{
    /// <summary>Adds the newest of a list's rows, up to a number rounded to whole blocks, without those that are gone.</summary>
    /// <returns>How many were read, those that are gone included.</returns>
    public static int Read(SegmentReader reader, SegmentDirectory segment, TermEntry entry, int most, PostingRun run)
    {
        PostingBlock[] blocks = PostingBlock.Of(reader, segment, entry);
        int skipped = Math.Min(blocks.Length - 1, Math.Max(0, entry.Count - most) / SegmentFormat.PostingsInBlock);
        PostingBlock first = blocks[skipped];
        int count = entry.Count - (skipped * SegmentFormat.PostingsInBlock);
        reader.Work.Postings += count;

        run.Reserve(run.Count + count);
        var postings = new ByteReader(reader.Read(segment, first.List, entry.List + entry.ListLength - first.List));
        ReadOnlySpan<int> gone = segment.Info.Gone;
        int row = first.Before;
        for (int i = 0; i < count; i++)
        {
            row += postings.Count();
            byte impact = postings.Byte();
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

    /// <summary>Gives a long list's postings without what leads over its blocks.</summary>
    public static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> list)
    {
        var reader = new ByteReader(list);
        reader.Bytes(reader.Count());
        return reader.Rest();
    }
}
