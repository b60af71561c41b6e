using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Measures graphs.</summary>
internal static class GraphMeasure
{
    /// <param name="graph">The graph.</param>
    /// <param name="plan">Its plan; waves and critical path are the same for any number of workers.</param>
    /// <param name="workers">The workers of each kind.</param>
    public static GraphShape Of(JobGraph graph, JobPlan plan, WorkerCounts workers)
    {
        IReadOnlyList<Job> jobs = graph.Jobs;
        int count = jobs.Count;
        long edges = jobs.Sum(static job => (long)Dependencies(job).Count());
        return new()
        {
            Jobs = count,
            Width = plan.Waves.Count > 0 ? plan.Waves.Max(static wave => wave.Count) : 0,
            Depth = plan.Waves.Count,
            Coupling = count > 0 ? (double)edges / count : 0,
            CriticalPathShare = CriticalPathShare(plan, count),
            Uncertainty = count > 0 ? (double)jobs.Count(static job => job.EstimatedDuration is null) / count : 0,
            Pressures = Pressures(jobs, plan, workers),
        };
    }

    /// <summary>The jobs that one waits for, each once.</summary>
    public static IEnumerable<JobId> Dependencies(Job job) => job.Dependencies.Count > 1 ? job.Dependencies.Distinct() : job.Dependencies;

    private static double CriticalPathShare(JobPlan plan, int jobs)
    {
        if (jobs == 0)
        {
            return 0;
        }

        return plan.TotalWork > TimeSpan.Zero ? Math.Min(1, plan.CriticalPathDuration / plan.TotalWork) : (double)plan.Waves.Count / jobs;
    }

    private static WorkloadPressure[] Pressures(IReadOnlyList<Job> jobs, JobPlan plan, WorkerCounts workers)
    {
        // The plan knows the durations that stand in for missing estimates.
        Dictionary<JobId, TimeSpan> durations = plan.Order.ToDictionary(static job => job.Id, static job => job.End - job.Start);
        return
        [
            .. jobs.GroupBy(static job => job.Workload)
                .Select(group => Pressure(group.Key, [.. group.Select(job => durations[job.Id])], workers[group.Key], plan.CriticalPathDuration))
                .OrderByDescending(static pressure => pressure.Pressure)
                .ThenBy(static pressure => pressure.Kind),
        ];
    }

    private static WorkloadPressure Pressure(WorkloadKind kind, TimeSpan[] durations, int workers, TimeSpan criticalPath)
    {
        double seconds = durations.Sum(static duration => duration.TotalSeconds);
        double pressure = criticalPath > TimeSpan.Zero ? seconds / workers / criticalPath.TotalSeconds : 0;
        return new(kind, durations.Length, Span(seconds), workers, pressure);
    }

    private static TimeSpan Span(double seconds) =>
        seconds >= TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
}
