namespace WhiteMagic.Execution.Jobs;

/// <summary>Says what is to be looked at when an alarm rings.</summary>
internal enum JobAlarmKind : byte
{
    /// <summary>Whether the job has started in time for its deadline.</summary>
    LatestStart,

    /// <summary>Whether the attempt has ended.</summary>
    Timeout,

    /// <summary>Whether the attempt has heeded its cancelled token.</summary>
    Grace,

    /// <summary>The pause before the next attempt is over.</summary>
    Retry,
}
