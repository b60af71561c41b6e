using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Workflows;

/// <summary>Lends the workers of another pool, no more of them at once than a limit of its own.</summary>
internal sealed class BoundedPool(IWorkerPool inner, int most) : IWorkerPool
{
    private readonly Lock _gate = new();
    private readonly List<Action> _callbacks = [];
    private int _running;
    private bool _hasRefused;

    public int Limit => Math.Min(inner.Limit, most);

    public bool TryStart(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_gate)
        {
            if (_running >= most)
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
        ArgumentNullException.ThrowIfNull(callback);
        IDisposable subscription = inner.WhenFree(callback);
        lock (_gate)
        {
            _callbacks.Add(callback);
        }

        return new BoundedSubscription(this, subscription, callback);
    }

    public void Unsubscribe(Action callback)
    {
        lock (_gate)
        {
            _callbacks.Remove(callback);
        }
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        Action[] callbacks;
        lock (_gate)
        {
            _running--;

            // Who was refused by the other pool is called by it; calling for that too would have both refuse in turn for ever.
            callbacks = _hasRefused ? [.. _callbacks] : [];
            _hasRefused = false;
        }

        foreach (Action callback in callbacks)
        {
            callback();
        }
    }
}
