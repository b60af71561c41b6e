namespace WhiteMagic.Search;

/// <summary>A stretch of a list.</summary>
/// <param name="Memories">The memories, in the order asked for.</param>
/// <param name="Total">How many the whole list has.</param>
public sealed record IndexPage(IReadOnlyList<IndexedMemory> Memories, int Total);
