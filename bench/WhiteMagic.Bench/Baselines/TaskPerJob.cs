using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Bench.Baselines;

/// <summary>A task for each job, which awaits those of the jobs that it depends on: no order, no limit, no report.</summary>
internal static class TaskPerJob
{
    /// <summary>Runs jobs of which each depends on earlier ones only.</summary>
    public static void Run(JobGraph graph)
    {
        var tasks = new Dictionary<JobId, Task>(graph.Jobs.Count);
        foreach (var job in graph.Jobs)
        {
            var before = job.Dependencies.Select(id => tasks[id]).ToArray();
            tasks.Add(job.Id, Task.Run(async () =>
            {
                await Task.WhenAll(before);
                await job.Work(null!, CancellationToken.None);
            }));
        }

        Task.WhenAll(tasks.Values).GetAwaiter().GetResult();
    }
}
