using System.Diagnostics.CodeAnalysis;

namespace WhiteMagic.Execution.Caching;

// One computation and those who wait for it. What is not said to be safe is used under the cache's gate.
[SuppressMessage("Design", "CA1001", Justification = "The source has neither a timer nor a handle to let go of.")]
internal abstract class Flight<TValue>(object owner, string key, CacheEntryOptions options) : FlightNode(owner, key)
{
    private readonly TaskCompletionSource<TValue> _shared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<FlightWaiter<TValue>> _leavable = [];
    private readonly CancellationTokenSource _cancellation = new();
    private int _staying;

    public CacheEntryOptions Options => options;

    public Task<TValue> Shared => _shared.Task;

    public CancellationToken Token => _cancellation.Token;

    public required DateTimeOffset BeganUtc { get; init; }

    public required long TagRemovals { get; init; }

    public ITimer? Deadline { get; set; }

    // The value past its life that stands in for a failure.
    public CacheEntry<TValue>? Fallback { get; set; }

    // No longer the flight of its key: whoever waits still gets its value, which is not kept.
    public bool IsDetached { get; private set; }

    public int Waiters => _staying + _leavable.Count;

    public abstract ValueTask<TValue> ComputeAsync();

    public void Stay() => _staying++;

    public void Join(FlightWaiter<TValue> waiter) => _leavable.Add(waiter);

    public bool Leave(FlightWaiter<TValue> waiter) => _leavable.Remove(waiter) && Waiters == 0 && !IsSettled;

    public void Settle() => IsSettled = true;

    public void Detach()
    {
        IsDetached = true;
        Fallback = null;
    }

    // Safe from any thread, once the flight is settled: nobody joins or leaves any more.
    public void Complete(TValue value)
    {
        _shared.TrySetResult(value);
        foreach (var waiter in _leavable)
        {
            waiter.Complete(value);
        }
    }

    // Safe as above.
    public void Complete(Exception error)
    {
        _shared.TrySetException(error);
        // Nobody may be waiting, and then nobody looks at the error.
        _ = _shared.Task.Exception;
        foreach (var waiter in _leavable)
        {
            waiter.Complete(error);
        }
    }

    // Safe from any thread. The callbacks run elsewhere: one of them may block or throw.
    public void Cancel() => _ = _cancellation.CancelAsync();
}
