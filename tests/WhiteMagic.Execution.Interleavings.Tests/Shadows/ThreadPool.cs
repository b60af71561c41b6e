namespace System.Threading;

/// <summary>Stands in for the shared pool: each item is an actor.</summary>
internal static class ThreadPool
{
    public static bool UnsafeQueueUserWorkItem(IThreadPoolWorkItem callBack, bool preferLocal)
    {
        Exploration.Here.Exploration.Add(null, callBack.Execute);
        return true;
    }
}
