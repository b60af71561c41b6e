namespace WhiteMagic.Execution.Workers;

/// <summary>Is thrown for a call that a pool sheds because its workers are busy and its queue is full.</summary>
public sealed class WorkerPoolFullException : InvalidOperationException
{
    internal WorkerPoolFullException(string pool, int limit, int queueLength)
        : base($"The pool '{pool}' is full: {limit} workers are busy and {queueLength} calls wait. Call again later, or raise its limit or its queue length.") =>
        Pool = pool;

    /// <summary>The name of the pool.</summary>
    public string Pool { get; }
}
