namespace WhiteMagic.Memories;

/// <summary>Says what clearing the cache freed.</summary>
public sealed record CacheReceipt
{
    /// <summary>How many memories were held.</summary>
    public required int Cleared { get; init; }
}
