namespace WhiteMagic.Execution.Jobs;

/// <summary>Says what is wrong with a graph.</summary>
public enum JobGraphFault
{
    /// <summary>A job is null, has no id or has no work.</summary>
    IncompleteJob,

    /// <summary>Two jobs have the same id.</summary>
    DuplicateId,

    /// <summary>A dependency names no job of the graph.</summary>
    UnknownDependency,

    /// <summary>A job depends on itself.</summary>
    SelfDependency,

    /// <summary>Jobs depend on each other in a circle.</summary>
    Cycle,

    /// <summary>An estimate is negative or beyond what can be scheduled.</summary>
    InvalidEstimate,

    /// <summary>A priority, workload, timeout or retry policy is outside its range.</summary>
    InvalidSetting,
}
