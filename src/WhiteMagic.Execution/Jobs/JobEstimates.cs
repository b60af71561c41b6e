namespace WhiteMagic.Execution.Jobs;

/// <summary>Works out of the estimates which job is followed by the longest path.</summary>
internal sealed class JobEstimates
{
    public JobEstimates(Job[] jobs, JobEdges edges)
    {
        Durations = Seconds(jobs);
        RemainingPaths = new double[jobs.Length];
        for (int i = jobs.Length - 1; i >= 0; i--)
        {
            int job = edges.Order[i];
            double longest = 0;
            foreach (int successor in edges.Successors(job))
            {
                longest = Math.Max(longest, RemainingPaths[successor]);
            }

            RemainingPaths[job] = longest + Durations[job];
        }

        ByRank = Rank(RemainingPaths);
        Ranks = new int[jobs.Length];
        for (int rank = 0; rank < ByRank.Length; rank++)
        {
            Ranks[ByRank[rank]] = rank;
        }
    }

    /// <summary>How many seconds each job is expected to take.</summary>
    public double[] Durations { get; }

    /// <summary>How many seconds the longest path from the begin of each job takes.</summary>
    public double[] RemainingPaths { get; }

    /// <summary>The place of each job when they are ordered by remaining path, the longest first.</summary>
    public int[] Ranks { get; }

    /// <summary>The job at each place.</summary>
    public int[] ByRank { get; }

    private static double[] Seconds(Job[] jobs)
    {
        double sum = 0;
        int known = 0;
        foreach (Job job in jobs)
        {
            if (job.EstimatedDuration is { } duration)
            {
                sum += duration.TotalSeconds;
                known++;
            }
        }

        double mean = known > 0 ? sum / known : 1;
        return Array.ConvertAll(jobs, job => job.EstimatedDuration?.TotalSeconds ?? mean);
    }

    private static int[] Rank(double[] remaining)
    {
        double[] keys = Array.ConvertAll(remaining, static path => -path);
        int[] jobs = new int[keys.Length];
        for (int i = 0; i < jobs.Length; i++)
        {
            jobs[i] = i;
        }

        Array.Sort(keys, jobs);
        for (int begin = 0, end; begin < keys.Length; begin = end)
        {
            // The sort is not stable, and equal paths go in the graph's order.
            for (end = begin + 1; end < keys.Length && keys[end] == keys[begin];)
            {
                end++;
            }

            Array.Sort(jobs, begin, end - begin);
        }

        return jobs;
    }
}
