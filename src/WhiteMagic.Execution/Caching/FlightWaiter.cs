namespace WhiteMagic.Execution.Caching;

// A caller that can leave. It leaves within the call that cancels its token, so that what follows is settled by then.
internal sealed class FlightWaiter<TValue> : TaskCompletionSource<TValue>
{
    private readonly SingleFlightCache<TValue> _cache;
    private readonly CancellationTokenRegistration _registration;

    public FlightWaiter(SingleFlightCache<TValue> cache, FlightNode? computation, CancellationToken cancellationToken)
        : base(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        _cache = cache;
        Computation = computation;
        _registration = cancellationToken.UnsafeRegister(
            static (waiter, token) => ((FlightWaiter<TValue>)waiter!).Leave(token), this);
    }

    // The computation that waits, if it is one that does.
    public FlightNode? Computation { get; }

    // Both under the cache's gate.
    public bool HasLeft { get; set; }

    public Flight<TValue>? Flight { get; set; }

    public void Complete(TValue value)
    {
        _registration.Unregister();
        TrySetResult(value);
    }

    public void Complete(Exception error)
    {
        _registration.Unregister();
        TrySetException(error);
    }

    public void Forget() => _registration.Unregister();

    private void Leave(CancellationToken token)
    {
        _cache.Leave(this);
        TrySetCanceled(token);
    }
}
