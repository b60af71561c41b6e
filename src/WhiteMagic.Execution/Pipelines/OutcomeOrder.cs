namespace WhiteMagic.Execution.Pipelines;

/// <summary>Says in which order a run gives its outcomes.</summary>
public enum OutcomeOrder
{
    /// <summary>The order of the source. A stage that is not parallel sees its items in this order too.</summary>
    Source,

    /// <summary>The order in which they are done, so that no outcome waits for a slower one before it.</summary>
    Completion,
}
