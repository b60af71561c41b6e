namespace WhiteMagic.Execution.Workers;

/// <summary>Calls somebody when a worker may be free, until disposed.</summary>
internal sealed class FreeSubscription : IDisposable
{
    private readonly WorkerSeats _seats;
    private readonly Action _callback;

    public FreeSubscription(WorkerPool pool, WorkerSeats seats, Action callback)
    {
        (_seats, _callback, Lender) = (seats, callback, WorkerCall.FindCurrent(pool));
        seats.Subscribe(this);
    }

    /// <summary>The call of the pool from inside which somebody waits, whose own worker may be lent to him; null for outside.</summary>
    public WorkerCall? Lender { get; }

    public void Tell()
    {
        // Whoever is told now asks from where he subscribed, not from inside of the call that happens to tell him.
        using (new CallScope(Lender))
        {
            try
            {
                _callback();
            }
            catch (ObjectDisposedException error) when (error.ObjectName == typeof(WorkerPool).FullName)
            {
                // It went to start something while the pool was being stopped, which no callback can foresee.
            }
        }
    }

    public void Dispose() => _seats.Unsubscribe(this);
}
