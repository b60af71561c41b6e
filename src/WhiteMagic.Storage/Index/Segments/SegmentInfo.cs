namespace WhiteMagic.Storage.Index.Segments;

/// <summary>What the index's table of segments says of one.</summary>
/// <param name="Id">Its number, which no other segment of this index ever has.</param>
/// <param name="First">The least row it may hold.</param>
/// <param name="Last">The greatest row it may hold.</param>
/// <param name="Documents">How many memories it holds, those included that are gone.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Gone">The rows, in order, whose memories are no longer indexed.</param>
internal sealed record SegmentInfo(long Id, int First, int Last, int Documents, int Size, int[] Gone);
