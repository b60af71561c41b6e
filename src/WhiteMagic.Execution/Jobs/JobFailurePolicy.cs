namespace WhiteMagic.Execution.Jobs;

/// <summary>Says what the failure or timeout of a job means for the jobs that do not depend on it.</summary>
public enum JobFailurePolicy
{
    /// <summary>They run.</summary>
    Continue,

    /// <summary>Those not started are skipped, and those that run get their token cancelled.</summary>
    Stop,
}
