namespace WhiteMagic.Memories;

/// <summary>Says that a memory was written and is safe.</summary>
public sealed record MemoryReceipt
{
    /// <summary>The memory's id.</summary>
    public required MemoryId Filename { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The version that was written.</summary>
    public required string Version { get; init; }
}
