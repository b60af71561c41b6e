namespace WhiteMagic.Workflows;

/// <summary>Names the ground that a graph of jobs offers, by what makes it hard; of several that hold the first named here counts.</summary>
public enum WorkflowTerrain
{
    /// <summary>The critical path is at least 75 % of all work: more workers gain next to nothing.</summary>
    Narrow,

    /// <summary>At least half of the jobs are of unknown duration, in chains of three or more: plans may be far off, and late.</summary>
    Precipitous,

    /// <summary>A job waits for two others or more on average: one failure takes many along.</summary>
    Entangling,

    /// <summary>The workers of one kind need more than twice the critical path for their jobs: waiting there, not dependencies, decides.</summary>
    Temporizing,

    /// <summary>The planned run takes an hour or more, or chains have 16 jobs or more: much can happen on the way.</summary>
    Distant,

    /// <summary>Nothing of this: jobs can be started as they come.</summary>
    Accessible,
}
