namespace WhiteMagic.Execution.Workers;

/// <summary>Lends workers, as many at once as its limit allows, to those that keep an order of their own.</summary>
public interface IWorkerPool
{
    /// <summary>How many workers may be busy at once; it may change while they are.</summary>
    int Limit { get; }

    /// <summary>Starts work on a free worker, which is busy until the task that it returns has ended.</summary>
    /// <param name="work">The work; it handles its own failures.</param>
    /// <returns>Whether a worker was free; nothing waits in a queue.</returns>
    /// <remarks>
    /// A <see cref="WorkerPool"/> at its limit lends the worker of the call from inside which it is asked, if somebody there waits by
    /// <see cref="WhenFree"/> and the worker is not lent already. A pool that lends another's workers has that too, as long as it passes both on.
    /// </remarks>
    bool TryStart(Func<Task> work);

    /// <summary>Asks to be called whenever a worker may have become free, or the own one of a call is back from whom it was lent to.</summary>
    /// <param name="callback">Is called on any thread, must not block and must not throw, but for what a stopped pool throws when it is asked to start work.</param>
    /// <returns>Ends the calls when disposed.</returns>
    IDisposable WhenFree(Action callback);
}
