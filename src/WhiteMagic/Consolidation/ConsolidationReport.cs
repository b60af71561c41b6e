using WhiteMagic.Memories;

namespace WhiteMagic.Consolidation;

/// <summary>What a consolidation did, or in a dry run would do.</summary>
public sealed record ConsolidationReport
{
    /// <summary>Whether it only said what would be done.</summary>
    public required bool DryRun { get; init; }

    /// <summary>How many memories were old enough.</summary>
    public required int Candidates { get; init; }

    /// <summary>Memories that became long-term, by their tags.</summary>
    public required IReadOnlyList<MemoryId> Promoted { get; init; }

    /// <summary>Memories that went to the archive, their text kept in a consolidated one.</summary>
    public required IReadOnlyList<MemoryId> Archived { get; init; }

    /// <summary>The memories made of them.</summary>
    public required IReadOnlyList<ConsolidatedMemory> Consolidated { get; init; }

    /// <summary>Memories left as they are because their files cannot be read as memories.</summary>
    public required IReadOnlyList<MemoryId> Skipped { get; init; }
}
