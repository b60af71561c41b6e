using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Runs graphs of jobs: each job starts the moment that its dependencies have succeeded and a worker of its kind is free.</summary>
/// <remarks>
/// Among the jobs that could start, one whose deadline is imminent goes first, then the higher priority, then the longest
/// remaining path. A scheduler keeps nothing between runs and may run any number of them at once, which share its pools.
/// A job may run graphs of its own and wait for them: when the pool of its worker has none free, they use the job's worker in turn. The
/// same holds for a call of a <see cref="WorkerPool"/> that runs a graph.
/// Graphs that wait for each other across different pools at their limits are beyond that, and are the caller's to avoid.
/// </remarks>
public sealed class JobScheduler
{
    private readonly Func<WorkloadKind, IWorkerPool> _pools;
    private readonly TimeProvider _time;

    /// <summary>Makes a scheduler that borrows its workers from pools.</summary>
    /// <param name="pools">Gives the pool of a workload; several may share one.</param>
    /// <param name="time">The clock for deadlines, timeouts and pauses; the system's when null.</param>
    public JobScheduler(Func<WorkloadKind, IWorkerPool> pools, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(pools);
        _pools = pools;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Runs a graph to its end.</summary>
    /// <param name="graph">The jobs.</param>
    /// <param name="options">What the run may spend and how it behaves; the defaults when null.</param>
    /// <param name="cancellationToken">Cancels the run, which still ends with a report.</param>
    /// <returns>The report: what the jobs throw is in it, and never thrown here.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The budget or the grace is negative.</exception>
    /// <exception cref="InvalidOperationException">There is no pool for one of the workloads.</exception>
    public Task<JobReport> RunAsync(JobGraph graph, JobRunOptions? options = null, CancellationToken cancellationToken = default) =>
        Start(graph, options, cancellationToken).Completion;

    /// <summary>Starts a graph and gives its run at once, to watch it or to cancel parts of it.</summary>
    /// <param name="graph">The jobs.</param>
    /// <param name="options">What the run may spend and how it behaves; the defaults when null.</param>
    /// <param name="cancellationToken">Cancels the run, which still ends with a report.</param>
    /// <exception cref="ArgumentOutOfRangeException">The budget or the grace is negative.</exception>
    /// <exception cref="InvalidOperationException">There is no pool for one of the workloads.</exception>
    public JobRun Start(JobGraph graph, JobRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new JobRunOptions();
        Check(options);
        var core = new JobRunCore(graph, options, _pools, _time);
        core.Begin(cancellationToken);
        return new JobRun(core);
    }

    /// <summary>Foretells a run by its estimates, with the workers that the pools have now.</summary>
    /// <param name="graph">The jobs.</param>
    /// <exception cref="InvalidOperationException">There is no pool for one of the workloads.</exception>
    public JobPlan Plan(JobGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        JobLane?[] laneOf = JobLanes.Make(graph, _pools, null, static _ => Task.CompletedTask);
        PlanLane[] lanes = [.. laneOf.OfType<JobLane>().Distinct().Select(lane => new PlanLane(lane.Queue, Math.Max(1, lane.Pool.Limit)))];
        int[] placeOf = Array.ConvertAll(laneOf, lane => Array.FindIndex(lanes, other => other.Queue == lane?.Queue));
        return new PlanSimulation(graph, lanes, placeOf).Run();
    }

    /// <summary>Foretells a run by its estimates, with workers that take any workload.</summary>
    /// <param name="graph">The jobs.</param>
    /// <param name="workers">How many there are, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no workers.</exception>
    public static JobPlan Plan(JobGraph graph, int workers)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        int[] placeOf = new int[Enum.GetValues<WorkloadKind>().Length];
        return new PlanSimulation(graph, [new PlanLane(new ReadyQueue(graph, null), workers)], placeOf).Run();
    }

    private static void Check(JobRunOptions options)
    {
        if (options.TokenBudget < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.TokenBudget, "The token budget is negative; give 0 or more, or null for no limit.");
        }

        if (options.CancellationGrace < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.CancellationGrace, "The cancellation grace is negative; give zero or more.");
        }
    }
}
