namespace WhiteMagic.Search;

/// <summary>The best matches of a query, best first.</summary>
/// <param name="Hits">The matches, no more than asked for unless they are candidates.</param>
/// <param name="Total">How many memories were considered a match.</param>
public sealed record IndexHits(IReadOnlyList<IndexHit> Hits, int Total)
{
    /// <summary>Whether the matches are ranked only roughly and are more than asked for: their texts decide among them.</summary>
    public bool AreCandidates { get; init; }
}
