namespace WhiteMagic.Execution.Jobs;

/// <summary>Holds the dependencies of a graph as dense arrays, and an order in which they all hold.</summary>
internal sealed class JobEdges
{
    private readonly int[] _starts;
    private readonly int[] _successors;

    public JobEdges(Job[] jobs, Dictionary<string, int> index)
    {
        int[] targets = Resolve(jobs, index);
        _starts = new int[jobs.Length + 1];
        foreach (int target in targets)
        {
            _starts[target + 1]++;
        }

        for (int i = 0; i < jobs.Length; i++)
        {
            _starts[i + 1] += _starts[i];
        }

        _successors = new int[targets.Length];
        DependencyCounts = new int[jobs.Length];
        int[] next = _starts[..jobs.Length];
        for (int job = 0, edge = 0; job < jobs.Length; job++)
        {
            DependencyCounts[job] = jobs[job].Dependencies.Count;
            for (int i = 0; i < DependencyCounts[job]; i++)
            {
                _successors[next[targets[edge++]]++] = job;
            }
        }

        Depths = new int[jobs.Length];
        Order = Sort(jobs, targets);
    }

    /// <summary>How many dependencies each job has, repeated ones counted again, as its successors count them.</summary>
    public int[] DependencyCounts { get; }

    /// <summary>The jobs, each after all that it depends on.</summary>
    public int[] Order { get; }

    /// <summary>How many jobs the longest chain before each has.</summary>
    public int[] Depths { get; }

    public ReadOnlySpan<int> Successors(int job) => _successors.AsSpan(_starts[job].._starts[job + 1]);

    private static int[] Resolve(Job[] jobs, Dictionary<string, int> index)
    {
        var targets = new List<int>(jobs.Length);
        for (int job = 0; job < jobs.Length; job++)
        {
            IReadOnlyList<JobId> dependencies = jobs[job].Dependencies;
            for (int i = 0; i < dependencies.Count; i++)
            {
                if (!index.TryGetValue(dependencies[i].Value, out int target))
                {
                    throw new JobGraphException(
                        JobGraphFault.UnknownDependency,
                        $"Job '{jobs[job].Id}' depends on '{dependencies[i]}', which is not in the graph; add it or drop the dependency.",
                        jobs[job].Id);
                }

                if (target == job)
                {
                    throw new JobGraphException(
                        JobGraphFault.SelfDependency, $"Job '{jobs[job].Id}' depends on itself; drop that dependency.", jobs[job].Id);
                }

                targets.Add(target);
            }
        }

        return [.. targets];
    }

    private int[] Sort(Job[] jobs, int[] targets)
    {
        int[] pending = (int[])DependencyCounts.Clone();
        int[] order = new int[jobs.Length];
        int end = 0;
        for (int job = 0; job < jobs.Length; job++)
        {
            if (pending[job] == 0)
            {
                order[end++] = job;
            }
        }

        for (int begin = 0; begin < end; begin++)
        {
            foreach (int successor in Successors(order[begin]))
            {
                Depths[successor] = Math.Max(Depths[successor], Depths[order[begin]] + 1);
                if (--pending[successor] == 0)
                {
                    order[end++] = successor;
                }
            }
        }

        return end == jobs.Length ? order : throw JobCycles.Describe(jobs, targets, pending);
    }
}
