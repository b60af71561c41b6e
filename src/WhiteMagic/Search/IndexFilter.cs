using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>Which memories of the index are considered.</summary>
public sealed record IndexFilter
{
    /// <summary>Only of this kind.</summary>
    public MemoryKind? Kind { get; init; }

    /// <summary>Only with all of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only with none of these tags.</summary>
    public IReadOnlyList<string> ExcludedTags { get; init; } = [];

    /// <summary>Archived ones too.</summary>
    public bool IncludeArchived { get; init; }

    /// <summary>Only created at this moment or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only created before this moment.</summary>
    public DateTimeOffset? Until { get; init; }
}
