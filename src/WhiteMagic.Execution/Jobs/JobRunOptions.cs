namespace WhiteMagic.Execution.Jobs;

/// <summary>Sets what one run of a graph may spend and how it behaves.</summary>
public sealed record JobRunOptions
{
    /// <summary>How many tokens the run may spend, 0 or more; null for no limit.</summary>
    /// <remarks>At any moment, what was spent and the estimates of the attempts under way are within it, unless attempts report more than was estimated.</remarks>
    public long? TokenBudget { get; init; }

    /// <summary>What a failure means for independent jobs.</summary>
    public JobFailurePolicy OnFailure { get; init; } = JobFailurePolicy.Continue;

    /// <summary>How long a job may take to heed its cancelled token, zero or more, before the run goes on without it.</summary>
    public TimeSpan CancellationGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the run keeps its events for <see cref="JobRun.ReadEventsAsync"/>.</summary>
    public bool KeepEvents { get; init; }
}
