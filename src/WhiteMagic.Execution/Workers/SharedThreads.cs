namespace WhiteMagic.Execution.Workers;

/// <summary>Begins work on the shared thread pool, for work that does not block.</summary>
internal sealed class SharedThreads : IWorkerThreads
{
    public static SharedThreads Instance { get; } = new();

    public void Execute(WorkItem item)
    {
        try
        {
            ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
        }
        catch (OutOfMemoryException)
        {
            // The pool looked for a thread only after it took the item, which the next thread that there is will find.
        }
    }

    public WorkerContext? NewContext() => null;

    public void Close()
    {
    }
}
