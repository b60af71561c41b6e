using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Storage.Tests.Execution;

/// <summary>Lends a thread for each piece of work.</summary>
internal sealed class ThreadWorkers(int limit) : IWorkerPool
{
    private readonly Lock _gate = new();
    private readonly List<Action> _callbacks = [];
    private int _running;

    public int Limit => limit;

    public bool TryStart(Func<Task> work)
    {
        lock (_gate)
        {
            if (_running == limit)
            {
                return false;
            }

            _running++;
        }

        var thread = new Thread(() => Run(work)) { IsBackground = true };
        thread.Start();
        return true;
    }

    public IDisposable WhenFree(Action callback)
    {
        lock (_gate)
        {
            _callbacks.Add(callback);
        }

        return new Registration(this, callback);
    }

    private void Run(Func<Task> work)
    {
        work().GetAwaiter().GetResult();
        Action[] callbacks;
        lock (_gate)
        {
            _running--;
            callbacks = [.. _callbacks];
        }

        Array.ForEach(callbacks, static callback => callback());
    }

    private sealed class Registration(ThreadWorkers workers, Action callback) : IDisposable
    {
        public void Dispose()
        {
            lock (workers._gate)
            {
                workers._callbacks.Remove(callback);
            }
        }
    }
}
