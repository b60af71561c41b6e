namespace WhiteMagic.Execution.Jobs;

/// <summary>Tells one thing that happened in a run, with what a progress bar needs.</summary>
public sealed record JobEvent
{
    /// <summary>What happened.</summary>
    public required JobEventKind Kind { get; init; }

    /// <summary>The job it happened to.</summary>
    public required JobId Job { get; init; }

    /// <summary>When, since the run began.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>The number of the attempt, from 1; 0 when the job was never started.</summary>
    public required int Attempt { get; init; }

    /// <summary>How the job ended; null until it has.</summary>
    public JobState? State { get; init; }

    /// <summary>Why; null for a start.</summary>
    public string? Reason { get; init; }

    /// <summary>How many jobs had ended by then.</summary>
    public required int Ended { get; init; }

    /// <summary>How many jobs the run has.</summary>
    public required int Total { get; init; }
}
