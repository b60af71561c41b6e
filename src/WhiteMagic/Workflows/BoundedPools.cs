using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Keeps one limited pool for each pool and limit.</summary>
internal sealed class BoundedPools(Func<WorkloadKind, IWorkerPool> pools, WorkerCounts limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(IWorkerPool Pool, int Most), BoundedPool> _bounded = [];

    public IWorkerPool Get(WorkloadKind kind)
    {
        IWorkerPool pool = pools(kind)
            ?? throw new InvalidOperationException($"There is no pool for {kind} work; the function that was given knows none.");
        lock (_gate)
        {
            if (!_bounded.TryGetValue((pool, limits[kind]), out BoundedPool? bounded))
            {
                bounded = new BoundedPool(pool, limits[kind]);
                _bounded.Add((pool, limits[kind]), bounded);
            }

            return bounded;
        }
    }
}
