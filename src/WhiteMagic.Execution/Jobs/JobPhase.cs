namespace WhiteMagic.Execution.Jobs;

/// <summary>Says where a job of a run stands.</summary>
internal enum JobPhase : byte
{
    /// <summary>A dependency has not ended.</summary>
    Waiting,

    /// <summary>It waits for a worker.</summary>
    Ready,

    /// <summary>It waits for tokens that running jobs may give back.</summary>
    Parked,

    Running,

    /// <summary>It waits for its next attempt.</summary>
    Pausing,

    Ended,
}
