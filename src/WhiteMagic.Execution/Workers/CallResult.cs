namespace WhiteMagic.Execution.Workers;

/// <summary>How a call ended, as the statistics count it.</summary>
internal enum CallResult
{
    /// <summary>It was counted before it ended.</summary>
    AlreadyReported,
    Completed,
    Failed,
    TimedOut,
    Cancelled,
}
