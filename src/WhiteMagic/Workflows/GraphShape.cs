namespace WhiteMagic.Workflows;

/// <summary>Measures a graph of jobs by its dependencies and estimates.</summary>
public sealed record GraphShape
{
    /// <summary>How many jobs there are.</summary>
    public required int Jobs { get; init; }

    /// <summary>How many jobs the largest wave has, a wave being the jobs whose longest chain before them has the same length.</summary>
    public required int Width { get; init; }

    /// <summary>How many jobs the longest chain has.</summary>
    public required int Depth { get; init; }

    /// <summary>How many jobs one waits for on average, each counted once.</summary>
    public required double Coupling { get; init; }

    /// <summary>The share that the critical path has in all work, from 0 to 1; by jobs in place of durations where every estimate is zero.</summary>
    public required double CriticalPathShare { get; init; }

    /// <summary>The share of the jobs whose duration nobody has estimated, from 0 to 1.</summary>
    public required double Uncertainty { get; init; }

    /// <summary>The pressure on each kind of worker that the graph needs, the greatest first.</summary>
    public required IReadOnlyList<WorkloadPressure> Pressures { get; init; }

    /// <summary>The greatest pressure; 0 for a graph without work.</summary>
    public double Contention => Pressures.Count > 0 ? Pressures[0].Pressure : 0;
}
