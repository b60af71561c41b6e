namespace WhiteMagic.Execution.Jobs;

/// <summary>Holds what a run knows of one job; times are ticks since the run began.</summary>
internal struct JobCell
{
    public JobPhase Phase;
    public JobState State;
    public bool IsAdmitted;
    public bool HasReported;
    public bool HasTimedOut;
    public bool IsUnaffordable;
    public int Pending;
    public int Attempt;

    /// <summary>One more than the index of the job that caused the end; 0 for none.</summary>
    public int Cause;

    /// <summary>One more than the tick; 0 for never.</summary>
    public long ReadyMark;

    /// <summary>One more than the tick; 0 for never.</summary>
    public long StartMark;

    public long AttemptStart;
    public long End;
    public long RunTicks;
    public long Reserved;
    public long Reported;
    public long Spent;

    /// <summary>Why its token was cancelled; null while it was not.</summary>
    public string? StopReason;

    public string? Reason;
    public Exception? Error;
    public object? Result;

    /// <summary>What the running attempt sees; null while none runs.</summary>
    public JobContext? Context;
}
