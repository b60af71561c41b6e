namespace WhiteMagic.Memories;

/// <summary>A change to one memory: what is null stays as it is.</summary>
public sealed record MemoryPatch
{
    /// <summary>A new title.</summary>
    public string? Title { get; init; }

    /// <summary>A new text in place of the present one.</summary>
    public string? Content { get; init; }

    /// <summary>Text to add at the end, on a line of its own.</summary>
    public string? Append { get; init; }

    /// <summary>Tags in place of the present ones.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Tags to add.</summary>
    public IReadOnlyList<string>? AddTags { get; init; }

    /// <summary>Tags to remove.</summary>
    public IReadOnlyList<string>? RemoveTags { get; init; }

    /// <summary>The version the change was made against; another present version is a conflict.</summary>
    public string? ExpectedVersion { get; init; }
}
