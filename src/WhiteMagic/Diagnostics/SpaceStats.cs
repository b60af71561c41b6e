using WhiteMagic.Memories;

namespace WhiteMagic.Diagnostics;

/// <summary>Counts of a space.</summary>
public sealed record SpaceStats
{
    /// <summary>The space.</summary>
    public required string Space { get; init; }

    /// <summary>All memories, archived ones too.</summary>
    public required int TotalMemories { get; init; }

    /// <summary>Active short-term memories.</summary>
    public required int ShortTerm { get; init; }

    /// <summary>Active long-term memories.</summary>
    public required int LongTerm { get; init; }

    /// <summary>Archived memories.</summary>
    public required int Archived { get; init; }

    /// <summary>Different tags in use.</summary>
    public required int UniqueTags { get; init; }

    /// <summary>Links between memories, wiki links too.</summary>
    public required int Relations { get; init; }

    /// <summary>Files that cannot be read as memories.</summary>
    public required int Problems { get; init; }

    /// <summary>The bytes of all memory files.</summary>
    public required long Bytes { get; init; }

    /// <summary>The most used tags.</summary>
    public required IReadOnlyList<TagCount> TopTags { get; init; }
}
