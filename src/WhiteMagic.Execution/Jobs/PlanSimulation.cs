namespace WhiteMagic.Execution.Jobs;

/// <summary>Plays a run through by its estimates, in the order in which the scheduler would start the jobs.</summary>
/// <param name="graph">The jobs.</param>
/// <param name="lanes">The workers.</param>
/// <param name="placeOf">The place of each workload's lane.</param>
internal sealed class PlanSimulation(JobGraph graph, PlanLane[] lanes, int[] placeOf)
{
    private readonly Job[] _jobs = graph.Items;
    private readonly double[] _durations = graph.Estimates.Durations;
    private readonly int[] _pending = (int[])graph.Edges.DependencyCounts.Clone();
    private readonly PriorityQueue<int, (double End, int Turn)> _running = new();
    private readonly List<PlannedJob> _order = new(graph.Items.Length);

    public JobPlan Run()
    {
        double makespan = Simulate();
        (IReadOnlyList<JobId> path, double length) = LongestPath.Of(graph, _durations);
        double even = lanes.Length == 0 ? 0 : lanes.Max(static lane => lane.Work / lane.Workers);
        return new JobPlan
        {
            Order = _order,
            Waves = Waves(),
            CriticalPath = path,
            CriticalPathDuration = Span(length),
            TotalWork = Span(_durations.Sum()),
            Workers = (int)Math.Min(int.MaxValue, lanes.Sum(static lane => (long)lane.Workers)),
            Makespan = Span(makespan),
            LowerBound = Span(Math.Max(length, even)),
            Tokens = _jobs.Sum(static job => job.EstimatedTokens),
        };
    }

    private static TimeSpan Span(double seconds) =>
        seconds >= TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);

    private double Simulate()
    {
        for (int job = 0; job < _jobs.Length; job++)
        {
            LaneOf(job).Work += _durations[job];
            if (_pending[job] == 0)
            {
                LaneOf(job).Queue.Push(job);
            }
        }

        double now = 0;
        StartAll(now);
        while (_running.TryDequeue(out int ended, out (double End, int Turn) key))
        {
            now = key.End;
            End(ended);
            while (_running.TryPeek(out ended, out key) && key.End <= now)
            {
                _running.Dequeue();
                End(ended);
            }

            StartAll(now);
        }

        return now;
    }

    private PlanLane LaneOf(int job) => lanes[placeOf[(int)_jobs[job].Workload]];

    private void End(int job)
    {
        LaneOf(job).Free++;
        foreach (int successor in graph.Edges.Successors(job))
        {
            if (--_pending[successor] == 0)
            {
                LaneOf(successor).Queue.Push(successor);
            }
        }
    }

    private void StartAll(double now)
    {
        foreach (PlanLane lane in lanes)
        {
            while (lane.Free > 0 && lane.Queue.TryPop(0, out int job))
            {
                lane.Free--;
                double end = now + _durations[job];
                _running.Enqueue(job, (end, _order.Count));
                _order.Add(new PlannedJob(_jobs[job].Id, Span(now), Span(end), graph.Edges.Depths[job]));
            }
        }
    }

    private List<IReadOnlyList<JobId>> Waves()
    {
        var waves = new List<IReadOnlyList<JobId>>();
        for (int job = 0; job < _jobs.Length; job++)
        {
            while (waves.Count <= graph.Edges.Depths[job])
            {
                waves.Add(new List<JobId>());
            }

            ((List<JobId>)waves[graph.Edges.Depths[job]]).Add(_jobs[job].Id);
        }

        return waves;
    }
}
