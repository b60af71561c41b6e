namespace WhiteMagic.Memories;

/// <summary>Says what an update changed.</summary>
public sealed record UpdateReceipt
{
    /// <summary>The memory's id.</summary>
    public required MemoryId Filename { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>The version it now has.</summary>
    public required string Version { get; init; }

    /// <summary>What differs from before: any of <c>title</c>, <c>content</c>, <c>tags</c>; empty when nothing did.</summary>
    public required IReadOnlyList<string> Changed { get; init; }
}
