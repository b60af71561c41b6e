namespace WhiteMagic.Execution.Workers;

/// <summary>Describes a <see cref="WorkerPool"/>.</summary>
public sealed record WorkerPoolOptions
{
    /// <summary>The name, which errors and threads carry.</summary>
    public required string Name { get; init; }

    /// <summary>How many workers may be busy at once, from 1 to <see cref="WorkerPool.MaxLimit"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>How many accepted calls may wait for a worker, from 0; those beyond wait to be accepted, or are shed.</summary>
    public int QueueLength { get; init; } = 1024;

    /// <summary>What becomes of a call when the queue is full.</summary>
    public QueueFullPolicy WhenFull { get; init; } = QueueFullPolicy.Wait;

    /// <summary>How long one call may run, without its waiting; infinite for as long as it likes.</summary>
    public TimeSpan CallTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Whether work runs on threads of the pool's own, as work that blocks or computes must.</summary>
    public bool UsesOwnThreads { get; init; }

    /// <summary>How long an own thread without work is kept.</summary>
    public TimeSpan ThreadIdleTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The clock of timeouts, waits and idle threads.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(24);

    internal void Validate()
    {
        ValidateLimit(Limit, Name, nameof(Limit));
        if (QueueLength < 0)
        {
            Refuse(nameof(QueueLength), QueueLength, $"The queue of the pool '{Name}' may hold 0 calls or more.");
        }

        if (CallTimeout != Timeout.InfiniteTimeSpan && !IsTimerTime(CallTimeout))
        {
            Refuse(nameof(CallTimeout), CallTimeout, $"A call of the pool '{Name}' may take above zero and up to {LongestTime.Days} days, or be without limit (Timeout.InfiniteTimeSpan).");
        }

        if (!IsTimerTime(ThreadIdleTime))
        {
            Refuse(nameof(ThreadIdleTime), ThreadIdleTime, $"A thread of the pool '{Name}' may be idle for above zero and up to {LongestTime.Days} days.");
        }
    }

    internal static void ValidateLimit(int limit, string pool, string parameter)
    {
        if (limit is < 1 or > WorkerPool.MaxLimit)
        {
            Refuse(parameter, limit, $"The pool '{pool}' may have from 1 to {WorkerPool.MaxLimit} workers.");
        }
    }

    private static bool IsTimerTime(TimeSpan time) => time > TimeSpan.Zero && time <= LongestTime;

    private static void Refuse(string parameter, object value, string message) => throw new ArgumentOutOfRangeException(parameter, value, message);
}
