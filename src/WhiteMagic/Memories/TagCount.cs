namespace WhiteMagic.Memories;

/// <summary>How often one tag is used.</summary>
public sealed record TagCount
{
    /// <summary>The tag.</summary>
    public required string Tag { get; init; }

    /// <summary>How many memories have it.</summary>
    public required int Count { get; init; }

    /// <summary>The kinds among them.</summary>
    public required IReadOnlyList<MemoryKind> UsedIn { get; init; }
}
