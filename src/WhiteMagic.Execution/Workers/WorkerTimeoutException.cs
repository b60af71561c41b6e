namespace WhiteMagic.Execution.Workers;

/// <summary>Is thrown for a call that ran longer than its pool allows; the worker stays busy until the work has ended.</summary>
public sealed class WorkerTimeoutException : TimeoutException
{
    internal WorkerTimeoutException(string pool, TimeSpan allowed)
        : base($"A call of the pool '{pool}' ran longer than the {allowed} it may take. Give calls more time, or this one less to do.") =>
        (Pool, Allowed) = (pool, allowed);

    /// <summary>The name of the pool.</summary>
    public string Pool { get; }

    /// <summary>How long a call may run.</summary>
    public TimeSpan Allowed { get; }
}
