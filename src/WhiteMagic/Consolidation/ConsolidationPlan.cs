using WhiteMagic.Memories;

namespace WhiteMagic.Consolidation;

/// <summary>What a consolidation will do, in order; the dry run and the real one are made of the same plan.</summary>
internal sealed record ConsolidationPlan
{
    public required int Candidates { get; init; }

    public required IReadOnlyList<MemoryEntry> Promoted { get; init; }

    public required IReadOnlyList<ConsolidationGroup> Groups { get; init; }

    public required IReadOnlyList<MemoryId> Skipped { get; init; }
}
