namespace WhiteMagic.Execution.Pipelines;

/// <summary>Says what an item that fails means for the others.</summary>
public enum StageFailurePolicy
{
    /// <summary>Nothing: the others go on.</summary>
    Continue,

    /// <summary>
    /// The run stops: nothing is read from the source any more, no function begins, those that run have their token
    /// cancelled, and the items under way end as <see cref="OutcomeStatus.Skipped"/> or <see cref="OutcomeStatus.Cancelled"/>.
    /// </summary>
    Stop,
}
