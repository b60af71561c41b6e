using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Bench.Baselines;

/// <summary>A graph run level by level, as a task list for each wave does: the next level waits for all of the one before.</summary>
internal static class LevelBatches
{
    public static TimeSpan Makespan(JobGraph graph, JobPlan plan)
    {
        var total = TimeSpan.Zero;
        foreach (var wave in plan.Waves)
        {
            var freeAt = new PriorityQueue<int, TimeSpan>(Enumerable.Range(0, plan.Workers).Select(worker => (worker, TimeSpan.Zero)));
            var end = TimeSpan.Zero;
            foreach (var id in wave)
            {
                freeAt.TryDequeue(out var worker, out var at);
                at += DurationOf(graph, id);
                end = at > end ? at : end;
                freeAt.Enqueue(worker, at);
            }

            total += end;
        }

        return total;
    }

    private static TimeSpan DurationOf(JobGraph graph, JobId id) =>
        graph.TryGet(id, out var job) && job.EstimatedDuration is { } duration
            ? duration
            : throw new InvalidOperationException($"Job '{id}' has no estimate.");
}
