namespace WhiteMagic.Execution.Workers;

/// <summary>Something for a thread to do.</summary>
internal abstract class WorkItem : IThreadPoolWorkItem
{
    /// <summary>Does it, without throwing.</summary>
    /// <returns>What the same thread shall do next, if anything.</returns>
    public abstract WorkItem? Run();

    public void Execute()
    {
        for (WorkItem? item = this; item is not null; item = item.Run())
        {
        }
    }
}
