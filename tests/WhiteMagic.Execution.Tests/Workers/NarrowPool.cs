using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>Lends the workers of another pool within a limit of its own, and knows nothing of loans.</summary>
internal sealed class NarrowPool(WorkerPool inner, int most) : IWorkerPool
{
    private readonly Lock _gate = new();
    private Action[] _callbacks = [];
    private int _running;
    private bool _hasRefused;

    public int Limit => Math.Min(inner.Limit, most);

    public bool TryStart(Func<Task> work)
    {
        lock (_gate)
        {
            if (_running == most)
            {
                _hasRefused = true;
                return false;
            }

            _running++;
        }

        bool isStarted = false;
        try
        {
            isStarted = inner.TryStart(() => RunAsync(work));
        }
        finally
        {
            if (!isStarted)
            {
                Leave();
            }
        }

        return isStarted;
    }

    public IDisposable WhenFree(Action callback)
    {
        lock (_gate)
        {
            _callbacks = [.. _callbacks, callback];
        }

        return inner.WhenFree(callback);
    }

    private async Task RunAsync(Func<Task> work)
    {
        await work();
        Leave();
    }

    private void Leave()
    {
        Action[] callbacks;
        lock (_gate)
        {
            _running--;
            callbacks = _hasRefused ? _callbacks : [];
            _hasRefused = false;
        }

        Array.ForEach(callbacks, static callback => callback());
    }
}
