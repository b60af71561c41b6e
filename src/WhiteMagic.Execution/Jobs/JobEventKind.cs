namespace WhiteMagic.Execution.Jobs;

/// <summary>Says what happened to a job.</summary>
public enum JobEventKind
{
    /// <summary>An attempt started.</summary>
    Started,

    /// <summary>An attempt failed and another will follow.</summary>
    Retrying,

    /// <summary>The job ended; there is one such event a job.</summary>
    Ended,
}
