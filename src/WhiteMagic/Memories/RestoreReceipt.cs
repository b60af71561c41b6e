namespace WhiteMagic.Memories;

/// <summary>Says where a restored memory is.</summary>
public sealed record RestoreReceipt
{
    /// <summary>The memory's id.</summary>
    public required MemoryId Filename { get; init; }

    /// <summary>The kind it is again.</summary>
    public required MemoryKind Type { get; init; }
}
