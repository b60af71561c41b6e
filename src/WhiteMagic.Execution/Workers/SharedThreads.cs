namespace WhiteMagic.Execution.Workers;

/// <summary>Begins work on the shared thread pool, for work that does not block.</summary>
internal sealed class SharedThreads : IWorkerThreads
{
    public static SharedThreads Instance { get; } = new();

    public void Execute(WorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);

    public WorkerContext? NewContext() => null;

    public void Close()
    {
    }
}
