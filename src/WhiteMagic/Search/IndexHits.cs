namespace WhiteMagic.Search;

/// <summary>The best matches of a query, best first.</summary>
/// <param name="Hits">The matches, no more than asked for.</param>
/// <param name="Total">How many memories were considered a match.</param>
public sealed record IndexHits(IReadOnlyList<IndexHit> Hits, int Total);
