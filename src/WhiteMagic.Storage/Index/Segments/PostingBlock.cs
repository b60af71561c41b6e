namespace WhiteMagic.Storage.Index.Segments;

/// <summary>Where a segment keeps a part of a term's list, and which rows it may be about.</summary>
/// <param name="Before">The row that its first distance is from; all its rows come after.</param>
/// <param name="Last">Its last row, or <see cref="int.MaxValue"/> for a short list, which tells only when it is read.</param>
/// <param name="Count">How many rows it has.</param>
/// <param name="List">Where its rows are.</param>
/// <param name="ListLength">How many bytes they take.</param>
/// <param name="Positions">Where the places of its rows are.</param>
/// <param name="PositionsLength">How many bytes they take.</param>
internal readonly record struct PostingBlock(int Before, int Last, int Count, int List, int ListLength, int Positions, int PositionsLength)
{
    /// <summary>Gives the blocks of a term's list, without reading them.</summary>
    public static PostingBlock[] Of(SegmentReader reader, SegmentDirectory segment, TermEntry entry)
    {
        if (entry.Count <= SegmentFormat.PostingsInBlock)
        {
            return [new PostingBlock(0, int.MaxValue, entry.Count, entry.List, entry.ListLength, entry.Positions, entry.PositionsLength)];
        }

        var head = new ByteReader(reader.Read(segment, entry.List, Math.Min(entry.ListLength, SegmentFormat.LongestNumber)));
        int length = head.Count();
        int list = checked(entry.List + head.At + length);
        int positions = entry.Positions;
        int row = 0;
        var skips = new ByteReader(reader.Read(segment, entry.List + head.At, length));
        var blocks = new PostingBlock[(entry.Count + SegmentFormat.PostingsInBlock - 1) / SegmentFormat.PostingsInBlock];
        for (int i = 0; i < blocks.Length; i++)
        {
            int count = Math.Min(SegmentFormat.PostingsInBlock, entry.Count - (i * SegmentFormat.PostingsInBlock));
            blocks[i] = new PostingBlock(row, checked(row + skips.Count()), count, list, skips.Count(), positions, skips.Count());
            row = blocks[i].Last;
            list = checked(list + blocks[i].ListLength);
            positions = checked(positions + blocks[i].PositionsLength);
        }

        return blocks;
    }
}
