namespace WhiteMagic.Execution;

/// <summary>Says how work on one item ended.</summary>
public enum OutcomeStatus
{
    /// <summary>It gave a value.</summary>
    Succeeded,

    /// <summary>It threw.</summary>
    Failed,

    /// <summary>It took longer than it was allowed.</summary>
    TimedOut,

    /// <summary>It was cancelled, before or while it ran.</summary>
    Cancelled,

    /// <summary>It was not begun, because of what happened to others.</summary>
    Skipped,
}
