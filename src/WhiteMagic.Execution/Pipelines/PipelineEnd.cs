namespace WhiteMagic.Execution.Pipelines;

/// <summary>Says whether and how a run has ended.</summary>
public enum PipelineEnd
{
    /// <summary>It has not: it waits to be enumerated, or goes on.</summary>
    Open,

    /// <summary>The source ended, and every item has its outcome.</summary>
    Completed,

    /// <summary>The source threw; every item before that has its outcome.</summary>
    SourceFailed,

    /// <summary>It was cancelled; every item taken from the source has its outcome.</summary>
    Cancelled,

    /// <summary>An item failed and the policy is <see cref="StageFailurePolicy.Stop"/>; every item taken has its outcome.</summary>
    StoppedByFailure,

    /// <summary>The consumer stopped early; what was under way is thrown away.</summary>
    Abandoned,

    /// <summary>The pipeline itself failed, such as by a clock that throws; what was under way is thrown away.</summary>
    Faulted,
}
