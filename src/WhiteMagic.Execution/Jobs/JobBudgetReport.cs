namespace WhiteMagic.Execution.Jobs;

/// <summary>Tells what a run bought with its tokens.</summary>
public sealed record JobBudgetReport
{
    /// <summary>What the run was allowed; null for no limit.</summary>
    public required long? Budget { get; init; }

    /// <summary>The estimates of all attempts that were admitted, together: over time more than the budget, where attempts used less than was estimated.</summary>
    public required long Admitted { get; init; }

    /// <summary>What was charged: reported tokens, and estimates where nothing was reported.</summary>
    public required long Spent { get; init; }

    /// <summary>How far reports went beyond the budget; 0 unless jobs used more than was estimated.</summary>
    public long Overrun => Budget is { } budget ? Math.Max(0, Spent - budget) : 0;

    /// <summary>The jobs that succeeded for it.</summary>
    public required int Bought { get; init; }

    /// <summary>The jobs that were skipped because the budget did not reach, in the graph's order.</summary>
    public required IReadOnlyList<JobId> Unaffordable { get; init; }
}
