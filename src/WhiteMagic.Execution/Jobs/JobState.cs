namespace WhiteMagic.Execution.Jobs;

/// <summary>Says how a job ended; every job of a run ends in exactly one of these.</summary>
public enum JobState
{
    /// <summary>Its work ended without an error.</summary>
    Succeeded,

    /// <summary>Its work threw at the last attempt it was allowed.</summary>
    Failed,

    /// <summary>An attempt took longer than the job's timeout.</summary>
    TimedOut,

    /// <summary>It was cancelled, alone or with the run, or its work cancelled itself.</summary>
    Cancelled,

    /// <summary>It was not started, because by the estimates it could no longer end before its deadline.</summary>
    MissedDeadline,

    /// <summary>It was not started: a job it depends on did not succeed, the budget did not reach, or the run stopped.</summary>
    Skipped,
}
