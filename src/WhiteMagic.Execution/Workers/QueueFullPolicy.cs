namespace WhiteMagic.Execution.Workers;

/// <summary>Says what becomes of a call when a pool's queue is full.</summary>
public enum QueueFullPolicy
{
    /// <summary>It waits, without a thread, until there is room.</summary>
    Wait,

    /// <summary>It fails at once with a <see cref="WorkerPoolFullException"/>.</summary>
    Shed,
}
