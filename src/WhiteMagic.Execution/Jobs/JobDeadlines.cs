namespace WhiteMagic.Execution.Jobs;

/// <summary>Works out of deadlines and estimates when each job must start; times are ticks since the run began.</summary>
internal sealed class JobDeadlines
{
    private const long Bound = 1L << 60;

    private readonly JobGraph _graph;
    private readonly long[] _deadlines;
    private readonly long[] _earliestEnds;

    private JobDeadlines(JobGraph graph, DateTimeOffset startedAt)
    {
        _graph = graph;
        _deadlines = Array.ConvertAll(
            graph.Items, job => job.Deadline is { } deadline ? (deadline - startedAt).Ticks : long.MaxValue);
        _earliestEnds = EarliestEnds();
        LatestStarts = FindLatestStarts();
    }

    /// <summary>The tick by which each job must start for its own deadline and those of the jobs after it.</summary>
    public long[] LatestStarts { get; }

    /// <summary>Gives null for a graph in which no job has a deadline.</summary>
    public static JobDeadlines? Of(JobGraph graph, DateTimeOffset startedAt) =>
        Array.Exists(graph.Items, static job => job.Deadline is not null) ? new JobDeadlines(graph, startedAt) : null;

    public bool Has(int job) => _deadlines[job] != long.MaxValue;

    /// <summary>Whether the deadline is out of reach although every dependency ran as soon as it could.</summary>
    public bool IsHopeless(int job) => _earliestEnds[job] > _deadlines[job];

    public long LastStart(int job) => _deadlines[job] - Estimate(job);

    public bool IsPast(int job, long now) => now > _deadlines[job];

    public long Lateness(int job, long now) => now - _deadlines[job];

    private long Estimate(int job) => (_graph.Items[job].EstimatedDuration ?? TimeSpan.Zero).Ticks;

    private long[] EarliestEnds()
    {
        long[] ends = new long[_deadlines.Length];
        foreach (int job in _graph.Edges.Order)
        {
            ends[job] = Math.Min(ends[job] + Estimate(job), Bound);
            foreach (int successor in _graph.Edges.Successors(job))
            {
                ends[successor] = Math.Max(ends[successor], ends[job]);
            }
        }

        return ends;
    }

    private long[] FindLatestStarts()
    {
        long[] starts = new long[_deadlines.Length];
        for (int i = starts.Length - 1; i >= 0; i--)
        {
            int job = _graph.Edges.Order[i];
            long end = IsHopeless(job) ? long.MaxValue : _deadlines[job];
            foreach (int successor in _graph.Edges.Successors(job))
            {
                end = Math.Min(end, starts[successor]);
            }

            starts[job] = end == long.MaxValue ? end : Math.Max(end - Estimate(job), -Bound);
        }

        return starts;
    }
}
