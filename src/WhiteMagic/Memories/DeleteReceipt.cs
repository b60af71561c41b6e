namespace WhiteMagic.Memories;

/// <summary>Says what became of a deleted memory.</summary>
public sealed record DeleteReceipt
{
    /// <summary>The memory's id.</summary>
    public required MemoryId Filename { get; init; }

    /// <summary><c>archived</c> or <c>deleted</c>.</summary>
    public required string Action { get; init; }
}
