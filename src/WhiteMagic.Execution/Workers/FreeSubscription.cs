namespace WhiteMagic.Execution.Workers;

/// <summary>Calls somebody when a worker may be free, until disposed.</summary>
internal sealed class FreeSubscription : IDisposable
{
    private readonly WorkerSeats _seats;
    private readonly Action _callback;

    public FreeSubscription(WorkerSeats seats, Action callback)
    {
        _seats = seats;

        // A delegate of its own, so that one callback given twice is ended once each.
        _callback = () =>
        {
            try
            {
                callback();
            }
            catch (ObjectDisposedException error) when (error.ObjectName == typeof(WorkerPool).FullName)
            {
                // It went to start something while the pool was being stopped, which no callback can foresee.
            }
        };
        seats.Subscribe(_callback);
    }

    public void Dispose() => _seats.Unsubscribe(_callback);
}
