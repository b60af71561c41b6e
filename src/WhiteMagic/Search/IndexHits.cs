namespace WhiteMagic.Search;

/// <summary>The best matches of a query, best first.</summary>
/// <param name="Hits">The matches, no more than asked for.</param>
/// <param name="Total">How many memories match; of a query whose words very many memories have, at least so many.</param>
public sealed record IndexHits(IReadOnlyList<IndexHit> Hits, int Total);
