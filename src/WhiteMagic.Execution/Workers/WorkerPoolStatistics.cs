namespace WhiteMagic.Execution.Workers;

/// <summary>Tells how a pool is doing and what it has done since it began.</summary>
public readonly record struct WorkerPoolStatistics
{
    /// <summary>How many workers may be busy at once.</summary>
    public required int Limit { get; init; }

    /// <summary>How many workers are busy, those included whose calls were already reported timed out or cancelled.</summary>
    public required int Running { get; init; }

    /// <summary>How many accepted calls wait for a worker.</summary>
    public required int Queued { get; init; }

    /// <summary>How many calls wait for room in the queue.</summary>
    public required int WaitingForRoom { get; init; }

    /// <summary>How many calls were given a worker.</summary>
    public required long Started { get; init; }

    /// <summary>How many calls gave a value.</summary>
    public required long Completed { get; init; }

    /// <summary>How many calls threw.</summary>
    public required long Failed { get; init; }

    /// <summary>How many calls took longer than allowed.</summary>
    public required long TimedOut { get; init; }

    /// <summary>How many calls were cancelled, before or while they ran.</summary>
    public required long Cancelled { get; init; }

    /// <summary>How many calls were shed because the queue was full.</summary>
    public required long Shed { get; init; }

    /// <summary>How long the calls that were given a worker waited for it, all together.</summary>
    public required TimeSpan TotalWait { get; init; }

    /// <summary>The longest wait for a worker.</summary>
    public required TimeSpan LongestWait { get; init; }

    /// <summary>How long a call waited for a worker on average.</summary>
    public TimeSpan MeanWait => Started == 0 ? TimeSpan.Zero : TotalWait / Started;
}
