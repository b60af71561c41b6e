using System.Diagnostics.CodeAnalysis;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Holds jobs and what they wait for, checked: every dependency exists and none leads back to its job.</summary>
/// <remarks>A graph does not change after it was made, runs any number of times, and may be empty, 100,000 deep or 1,000,000 wide.</remarks>
public sealed class JobGraph
{
    private readonly Dictionary<string, int> _index;

    /// <summary>Checks jobs and makes a graph of them.</summary>
    /// <param name="jobs">The jobs, in any order; they are copied.</param>
    /// <exception cref="JobGraphException">A job is incomplete or has a bad setting, or the dependencies are unknown or go round.</exception>
    public JobGraph(IEnumerable<Job> jobs)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        Items = [.. jobs];
        _index = JobRules.Index(Items);
        Edges = new JobEdges(Items, _index);
        Estimates = new JobEstimates(Items, Edges);
    }

    /// <summary>The jobs, in the order in which they were given.</summary>
    public IReadOnlyList<Job> Jobs => Items;

    internal Job[] Items { get; }

    internal JobEdges Edges { get; }

    internal JobEstimates Estimates { get; }

    /// <summary>Finds a job by its id.</summary>
    public bool TryGet(JobId id, [NotNullWhen(true)] out Job? job)
    {
        job = TryIndex(id, out int index) ? Items[index] : null;
        return job is not null;
    }

    internal bool TryIndex(JobId id, out int index) => _index.TryGetValue(id.Value, out index);
}
