namespace WhiteMagic.Execution.Pipelines;

/// <summary>Why a run stops before its source ends, and what becomes of the items that it had begun.</summary>
internal sealed record StopCause(PipelineEnd End, OutcomeStatus Status, Exception Error);
