namespace WhiteMagic.Execution.Jobs;

/// <summary>Finds the chain of dependent jobs that takes longest.</summary>
internal static class LongestPath
{
    /// <summary>Gives the jobs of the chain, first to last, and what they take together.</summary>
    /// <param name="graph">The jobs.</param>
    /// <param name="lengths">What each takes; a negative number leaves a job out.</param>
    public static (IReadOnlyList<JobId> Jobs, double Length) Of(JobGraph graph, double[] lengths)
    {
        double[] ends = new double[lengths.Length];
        int[] before = new int[lengths.Length];
        Array.Fill(before, -1);
        int last = -1;
        foreach (int job in graph.Edges.Order)
        {
            if (lengths[job] < 0)
            {
                continue;
            }

            ends[job] += lengths[job];
            last = last < 0 || ends[job] > ends[last] ? job : last;
            foreach (int successor in graph.Edges.Successors(job))
            {
                if (before[successor] < 0 || ends[job] > ends[successor])
                {
                    ends[successor] = ends[job];
                    before[successor] = job;
                }
            }
        }

        var path = new List<JobId>();
        for (int job = last; job >= 0; job = before[job])
        {
            path.Add(graph.Items[job].Id);
        }

        path.Reverse();
        return (path, last < 0 ? 0 : ends[last]);
    }
}
