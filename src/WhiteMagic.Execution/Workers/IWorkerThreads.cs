namespace WhiteMagic.Execution.Workers;

/// <summary>The threads on which a pool's work begins.</summary>
internal interface IWorkerThreads
{
    void Execute(WorkItem item);

    /// <summary>The context in which one call's work begins; null for none.</summary>
    WorkerContext? NewContext();

    /// <summary>Lets go of threads that have nothing to do, now and from now on.</summary>
    void Close();
}
