namespace WhiteMagic.Execution.Workers;

/// <summary>Keeps threads that nobody else uses: created when needed, used again, let go when idle.</summary>
internal sealed class OwnThreads : IWorkerThreads
{
    private readonly Lock _gate = new();
    private readonly List<OwnThread> _idle = [];
    private readonly string _name;
    private readonly TimeSpan _idleTime;
    private readonly TimeProvider _time;
    private readonly ITimer _reaper;
    private int _count;
    private bool _closed;
    private bool _reaping;

    public OwnThreads(string name, TimeSpan idleTime, TimeProvider time)
    {
        (_name, _idleTime, _time) = (name, idleTime, time);
        _reaper = time.CreateTimer(static state => ((OwnThreads)state!).Reap(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many threads there are, busy or idle.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _count;
            }
        }
    }

    public void Execute(WorkItem item)
    {
        OwnThread? thread = null;
        lock (_gate)
        {
            if (_idle.Count > 0)
            {
                thread = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
            }
            else
            {
                _count++;
            }
        }

        if (thread is not null)
        {
            thread.Wake(item);
            return;
        }

        try
        {
            new OwnThread(this, item).Start(_name);
        }
        catch (OutOfMemoryException)
        {
            // The system gives no more threads; a call on a shared one is better than a call that is lost.
            ForgetOne();
            SharedThreads.Instance.Execute(item);
        }
    }

    public WorkerContext? NewContext() => new(this);

    public void Close()
    {
        List<OwnThread> idle;
        lock (_gate)
        {
            _closed = true;
            idle = [.. _idle];
            _idle.Clear();
            _count -= idle.Count;
        }

        _reaper.Dispose();
        LetGo(idle);
    }

    /// <summary>Takes back a thread that has nothing to do.</summary>
    /// <returns>Whether it shall wait for more.</returns>
    internal bool Rest(OwnThread thread)
    {
        lock (_gate)
        {
            if (_closed)
            {
                _count--;
                return false;
            }

            if (!_reaping && !TryBeginReaping())
            {
                _count--;
                return false;
            }

            thread.IdleSince = _time.GetTimestamp();
            _idle.Add(thread);
            return true;
        }
    }

    private bool TryBeginReaping()
    {
        try
        {
            _reaper.Change(_idleTime, Timeout.InfiniteTimeSpan);
            return _reaping = true;
        }
        catch (OutOfMemoryException)
        {
            // The system gives no thread that would look at the clock, so nobody would ever let the idle ones go.
            return false;
        }
    }

    /// <summary>Lets go of those idle for long; the longest idle stand first, because the latest is used again first.</summary>
    private void Reap()
    {
        List<OwnThread> idle;
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            // One look at the clock: at a second one, who was young enough may be too old to wait for.
            long now = _time.GetTimestamp();
            int old = _idle.TakeWhile(thread => _time.GetElapsedTime(thread.IdleSince, now) >= _idleTime).Count();
            idle = _idle.GetRange(0, old);
            _idle.RemoveRange(0, old);
            _count -= old;
            _reaping = _idle.Count > 0;
            if (_reaping)
            {
                _reaper.Change(_idleTime - _time.GetElapsedTime(_idle[0].IdleSince, now), Timeout.InfiniteTimeSpan);
            }
        }

        LetGo(idle);
    }

    private void ForgetOne()
    {
        lock (_gate)
        {
            _count--;
        }
    }

    private static void LetGo(List<OwnThread> threads)
    {
        foreach (OwnThread thread in threads)
        {
            thread.Wake(null);
        }
    }
}
