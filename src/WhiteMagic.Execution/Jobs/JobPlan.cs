namespace WhiteMagic.Execution.Jobs;

/// <summary>Foretells a run by its estimates, without running anything.</summary>
/// <remarks>Deadlines, the token budget and failures are left out; jobs without an estimate count as the mean of the others, or 1 s.</remarks>
public sealed record JobPlan
{
    /// <summary>The jobs in the order in which they start.</summary>
    public required IReadOnlyList<PlannedJob> Order { get; init; }

    /// <summary>The jobs by the length of the longest chain before them, in the graph's order within a wave.</summary>
    public required IReadOnlyList<IReadOnlyList<JobId>> Waves { get; init; }

    /// <summary>The chain of dependent jobs that is expected to take longest, first to last.</summary>
    public required IReadOnlyList<JobId> CriticalPath { get; init; }

    /// <summary>How long the critical path is expected to take.</summary>
    public required TimeSpan CriticalPathDuration { get; init; }

    /// <summary>How long all jobs are expected to take, together.</summary>
    public required TimeSpan TotalWork { get; init; }

    /// <summary>How many workers the plan has.</summary>
    public required int Workers { get; init; }

    /// <summary>How long the run is expected to take.</summary>
    public required TimeSpan Makespan { get; init; }

    /// <summary>No schedule can be shorter: the critical path, or the work spread evenly over the workers.</summary>
    public required TimeSpan LowerBound { get; init; }

    /// <summary>How many tokens one attempt of each job is expected to use.</summary>
    public required long Tokens { get; init; }
}
