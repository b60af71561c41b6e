namespace WhiteMagic.Consolidation;

/// <summary>Which short-term memories to consolidate, and whether to do it or only to say.</summary>
public sealed record ConsolidationRequest
{
    /// <summary>The tags that make a short-term memory long-term knowledge, unless others are given.</summary>
    public static IReadOnlyList<string> DefaultPromoteTags { get; } = ["heuristic", "pattern", "proven", "decision", "insight"];

    /// <summary>Whether only to say what would be done.</summary>
    public bool DryRun { get; init; } = true;

    /// <summary>The age in days, by last change, from which a short-term memory is a candidate; 0 takes all.</summary>
    public int MinAgeDays { get; init; } = 7;

    /// <summary>The tags that promote; the default ones when null.</summary>
    public IReadOnlyList<string>? AutoPromoteTags { get; init; }
}
