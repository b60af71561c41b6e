namespace WhiteMagic.Execution.Caching;

/// <summary>Holds what a second level is asked to keep.</summary>
public sealed record CacheStoreItem
{
    /// <summary>The bytes, which the store does not look into.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>How long they are kept; null for as long as there is room.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>The tags by which they can be removed.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
}
