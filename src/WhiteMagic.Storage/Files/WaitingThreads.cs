namespace WhiteMagic.Storage.Files;

/// <summary>Threads that wait in the system, of which one that has nothing to do is kept for the next wait.</summary>
/// <remarks>Not of a pool: whoever waited goes on here, where nothing keeps a caller from being called back at once.</remarks>
internal sealed class WaitingThreads(string name) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _given = new(false);
    private Action? _work;
    private bool _hasIdle;
    private bool _disposed;

    /// <summary>Does work on the idle thread, or on a new one.</summary>
    public void Run(Action work)
    {
        lock (_gate)
        {
            if (_hasIdle)
            {
                (_hasIdle, _work) = (false, work);
                _ = _given.Set();
                return;
            }
        }

        try
        {
            new Thread(() => Loop(work)) { IsBackground = true, Name = name }.UnsafeStart();
        }
        catch (OutOfMemoryException)
        {
            // The system gives no more threads; one that others share waits this once.
            _ = ThreadPool.UnsafeQueueUserWorkItem(static work => work(), work, preferLocal: false);
        }
    }

    /// <summary>Lets the idle thread go.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _ = _given.Set();
        }
    }

    private void Loop(Action first)
    {
        for (Action? work = first; work is not null; work = Next())
        {
            work();
        }
    }

    private Action? Next()
    {
        lock (_gate)
        {
            if (_hasIdle || _disposed)
            {
                return null;
            }

            _hasIdle = true;
        }

        _ = _given.WaitOne();
        lock (_gate)
        {
            Action? work = _work;
            _work = null;
            return work;
        }
    }
}
