namespace WhiteMagic.Execution.Workers;

/// <summary>Describes the pools of <see cref="WorkerPools"/>; every limit is from 1 to <see cref="WorkerPool.MaxLimit"/>.</summary>
public sealed record WorkerPoolsOptions
{
    /// <summary>How many workers read and write files.</summary>
    public int IoWorkers { get; init; } = 64;

    /// <summary>How many workers compute; there are never more than processors that this process may use.</summary>
    public int CpuWorkers { get; init; } = 16;

    /// <summary>How many calls of services may be out at once.</summary>
    public int ApiWorkers { get; init; } = 32;

    /// <summary>How many queries of databases may be out at once.</summary>
    public int DatabaseWorkers { get; init; } = 8;

    /// <summary>
    /// Whether the pools for files, services and databases have fewer workers, down to a quarter or to 8 if that is fewer, while the time that
    /// their calls run says that more would only queue elsewhere. False leaves the limits to an <see cref="AdaptiveConcurrency"/> of your own.
    /// </summary>
    public bool Adaptive { get; init; } = true;

    /// <summary>How many accepted calls may wait in each pool, from 0.</summary>
    public int QueueLength { get; init; } = 1024;

    /// <summary>What becomes of a call when its pool's queue is full.</summary>
    public QueueFullPolicy WhenFull { get; init; } = QueueFullPolicy.Wait;

    /// <summary>How long one call may run; infinite for as long as it likes.</summary>
    public TimeSpan CallTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>The clock of the pools.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
