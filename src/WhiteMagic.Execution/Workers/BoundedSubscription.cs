namespace WhiteMagic.Execution.Workers;

/// <summary>Ends the calls of both pools.</summary>
internal sealed class BoundedSubscription(BoundedPool pool, IDisposable? inner, Action callback) : IDisposable
{
    private int _isEnded;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            inner?.Dispose();
            pool.Unsubscribe(callback);
        }
    }
}
