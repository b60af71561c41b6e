namespace WhiteMagic.Execution.Jobs;

/// <summary>Spells out a cycle among the jobs that a topological sort could not place.</summary>
internal static class JobCycles
{
    private const int MostSpelled = 20;

    /// <param name="jobs">The jobs.</param>
    /// <param name="targets">The dependencies of all jobs, one job after the other.</param>
    /// <param name="pending">Above zero for the jobs that were not placed: each depends on another such job.</param>
    public static JobGraphException Describe(Job[] jobs, int[] targets, int[] pending)
    {
        int[] blocker = Blockers(jobs, targets, pending);
        int job = Array.FindIndex(pending, static count => count > 0);
        var seen = new HashSet<int>();
        while (seen.Add(job))
        {
            job = blocker[job];
        }

        var cycle = new List<JobId> { jobs[job].Id };
        for (int next = blocker[job]; next != job; next = blocker[next])
        {
            cycle.Add(jobs[next].Id);
        }

        cycle.Add(jobs[job].Id);
        return new JobGraphException(
            JobGraphFault.Cycle,
            $"The jobs depend on each other in a circle: {Spell(cycle)} (each depends on the next); drop one of these dependencies.",
            jobs[job].Id,
            cycle);
    }

    private static int[] Blockers(Job[] jobs, int[] targets, int[] pending)
    {
        int[] blocker = new int[jobs.Length];
        for (int job = 0, edge = 0; job < jobs.Length; job++)
        {
            for (int i = 0; i < jobs[job].Dependencies.Count; i++, edge++)
            {
                if (pending[targets[edge]] > 0)
                {
                    blocker[job] = targets[edge];
                }
            }
        }

        return blocker;
    }

    private static string Spell(List<JobId> cycle) =>
        cycle.Count <= MostSpelled
            ? string.Join(" -> ", cycle)
            : $"{string.Join(" -> ", cycle.Take(MostSpelled - 1))} -> ... ({cycle.Count - MostSpelled} more) -> {cycle[^1]}";
}
