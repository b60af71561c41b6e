using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Gives each workload of a graph its lane, and workloads that share a pool the same.</summary>
internal static class JobLanes
{
    /// <returns>The lanes by workload; null for one that the graph does not have.</returns>
    public static JobLane?[] Make(
        JobGraph graph, Func<WorkloadKind, IWorkerPool> pools, JobDeadlines? deadlines, Func<JobLane, Task> work)
    {
        var lanes = new JobLane?[Enum.GetValues<WorkloadKind>().Length];
        foreach (Job job in graph.Items)
        {
            JobLane lane = lanes[(int)job.Workload] ??= Find(lanes, Pool(pools, job.Workload)) ?? New(graph, Pool(pools, job.Workload), deadlines, work);
            if (deadlines is not null && job.EstimatedDuration is { } duration)
            {
                lane.Queue.Window = Math.Max(lane.Queue.Window, duration.Ticks);
            }
        }

        return lanes;
    }

    private static IWorkerPool Pool(Func<WorkloadKind, IWorkerPool> pools, WorkloadKind kind) =>
        pools(kind) ?? throw new InvalidOperationException($"There is no pool for {kind} work; the scheduler was given a function that knows none.");

    private static JobLane? Find(JobLane?[] lanes, IWorkerPool pool) =>
        Array.Find(lanes, lane => lane is not null && ReferenceEquals(lane.Pool, pool));

    private static JobLane New(JobGraph graph, IWorkerPool pool, JobDeadlines? deadlines, Func<JobLane, Task> work)
    {
        JobLane? lane = null;
        lane = new JobLane(pool, new ReadyQueue(graph, deadlines?.LatestStarts)) { Work = () => work(lane!) };
        return lane;
    }
}
