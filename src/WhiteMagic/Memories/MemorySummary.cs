using System.Text.Json.Serialization;

namespace WhiteMagic.Memories;

/// <summary>A memory without its text.</summary>
public sealed record MemorySummary
{
    /// <summary>Its id.</summary>
    public required MemoryId Filename { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its kind.</summary>
    public required MemoryKind Type { get; init; }

    /// <summary>Whether it is active or archived.</summary>
    public required MemoryStatus Status { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>When it was last read, if ever.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Accessed { get; init; }
}
