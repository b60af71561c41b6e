namespace WhiteMagic.Execution.Jobs;

/// <summary>Tells how one job of a run ended, why, when, and what it cost.</summary>
public sealed record JobOutcome
{
    /// <summary>The job.</summary>
    public required JobId Id { get; init; }

    /// <summary>How it ended.</summary>
    public required JobState State { get; init; }

    /// <summary>Why it ended so, in a sentence; never empty.</summary>
    public required string Reason { get; init; }

    /// <summary>The job whose end caused this one's, where another did.</summary>
    public JobId? Cause { get; init; }

    /// <summary>What the last attempt threw, where one did.</summary>
    public Exception? Error { get; init; }

    /// <summary>What the work left in <see cref="JobContext.Result"/>; null unless it succeeded.</summary>
    public object? Result { get; init; }

    /// <summary>How many attempts were started.</summary>
    public required int Attempts { get; init; }

    /// <summary>When its dependencies had all succeeded; null when they never did.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>When its first attempt started; null when none did.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When its state was decided.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>How long its attempts ran, pauses between them left out.</summary>
    public required TimeSpan RunTime { get; init; }

    /// <summary>Whether it ended after its deadline, or was not started because of it.</summary>
    public required bool IsLate { get; init; }

    /// <summary>How many tokens it was charged: what it reported, or the estimate of each attempt that reported nothing.</summary>
    public required long Tokens { get; init; }
}
