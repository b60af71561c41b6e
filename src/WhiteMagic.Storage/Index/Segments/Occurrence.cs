namespace WhiteMagic.Storage.Index.Segments;

/// <summary>A term's entry for one row: what it says of the memory, and where to read its places.</summary>
internal readonly record struct Occurrence(int Row, byte Impact, PostingBlocks Term, int Block, int Index)
{
    /// <summary>Adds the places where the term stands, in ascending order.</summary>
    public void AddPlaces(List<int> places) => Term.AddPlaces(Block, Index, places);
}
