namespace WhiteMagic.Workflows;

/// <summary>Tells the conditions under which a graph would run.</summary>
public sealed record WorkflowConditions
{
    /// <summary>When it would begin, against which deadlines are held.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The workers that there are.</summary>
    public WorkerCounts Workers { get; init; } = new();

    /// <summary>How many tokens are used already, 0 or more.</summary>
    public long TokensUsed { get; init; }

    /// <summary>How many tokens there are in all, 0 or more; null for no limit.</summary>
    public long? TokenBudget { get; init; }
}
