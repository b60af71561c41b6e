namespace WhiteMagic.Execution.Workers;

/// <summary>Lends the workers of another pool, no more of them at once than a limit of its own.</summary>
public sealed class BoundedPool : IWorkerPool
{
    private readonly IWorkerPool _inner;
    private readonly int _most;
    private readonly Lock _gate = new();
    private readonly List<Action> _callbacks = [];
    private int _running;
    private bool _hasRefused;

    /// <summary>Makes a pool of a part of another.</summary>
    /// <param name="inner">The pool whose workers are lent.</param>
    /// <param name="most">How many of them may be busy at once, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below 1.</exception>
    public BoundedPool(IWorkerPool inner, int most)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        (_inner, _most) = (inner, most);
    }

    /// <inheritdoc/>
    public int Limit => Math.Min(_inner.Limit, _most);

    /// <inheritdoc/>
    public bool TryStart(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        lock (_gate)
        {
            if (_running >= _most)
            {
                _hasRefused = true;
                return false;
            }

            _running++;
        }

        bool isStarted = false;
        try
        {
            isStarted = _inner.TryStart(() => RunAsync(work));
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

    /// <inheritdoc/>
    public IDisposable WhenFree(Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_gate)
        {
            _callbacks.Add(callback);
        }

        return new BoundedSubscription(this, TrySubscribe(callback), callback);
    }

    internal void Unsubscribe(Action callback)
    {
        lock (_gate)
        {
            _callbacks.Remove(callback);
        }
    }

    private IDisposable? TrySubscribe(Action callback)
    {
        try
        {
            return _inner.WhenFree(callback);
        }
        catch (ObjectDisposedException)
        {
            // A stopped pool tells nobody any more, but those who still work here do: whoever is told finds out then.
            return null;
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
            try
            {
                callback();
            }
            catch (ObjectDisposedException)
            {
                // It went to start something in a pool that was stopped, which no callback can foresee.
            }
        }
    }
}
