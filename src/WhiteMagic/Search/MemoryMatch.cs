using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>A memory that a search found.</summary>
public sealed record MemoryMatch
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

    /// <summary>How well it matches, higher is better; 0 when nothing but filters was asked for.</summary>
    public required double Score { get; init; }

    /// <summary>Its best passages, best first.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }
}
