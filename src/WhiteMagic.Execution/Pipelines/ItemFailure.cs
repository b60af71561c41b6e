namespace WhiteMagic.Execution.Pipelines;

/// <summary>Why an item goes no further; it travels in the item's place, so that order holds.</summary>
internal sealed record ItemFailure(OutcomeStatus Status, Exception Error, string Stage);
