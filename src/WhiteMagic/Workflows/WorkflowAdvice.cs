using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Says whether and how to run a graph, and holds the limits that make a run keep to it.</summary>
public sealed record WorkflowAdvice
{
    /// <summary>The ground that the graph offers.</summary>
    public required TerrainAssessment Terrain { get; init; }

    /// <summary>Whether to begin, and why.</summary>
    public required FiveFactors Factors { get; init; }

    /// <summary>Where the token budget stands.</summary>
    public required TokenStatus Tokens { get; init; }

    /// <summary>How many jobs of each kind may run at once.</summary>
    public required ConcurrencyTier Tier { get; init; }

    /// <summary>Why this tier, in a sentence.</summary>
    public required string TierReason { get; init; }

    /// <summary>How many jobs of <see cref="WorkloadKind.Api"/> may run at once at most.</summary>
    public required int MaxParallelCalls { get; init; }

    /// <summary>How many jobs of each kind may run at once: the least of its workers, the tier and, for calls, their limit.</summary>
    public required WorkerCounts Limits { get; init; }

    /// <summary>The run foretold with these limits.</summary>
    public required JobPlan Plan { get; init; }

    /// <summary>The options for the run: its token budget ends where the critical level begins.</summary>
    public required JobRunOptions RunOptions { get; init; }

    /// <summary>Gives pools that lend no more workers at once than <see cref="Limits"/>, for a <see cref="JobScheduler"/>.</summary>
    /// <param name="pools">Gives the pool of a workload; its own limit holds as well.</param>
    /// <returns>Gives the limited pool of a workload, the same one each time; all schedulers that use it share the limit.</returns>
    public Func<WorkloadKind, IWorkerPool> Bound(Func<WorkloadKind, IWorkerPool> pools)
    {
        ArgumentNullException.ThrowIfNull(pools);
        return new BoundedPools(pools, Limits).Get;
    }
}
