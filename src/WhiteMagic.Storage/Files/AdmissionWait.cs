namespace WhiteMagic.Storage.Files;

/// <summary>One caller who waits for a place.</summary>
/// <param name="place">The number by which it is to have a place; 0 when it is still to draw one.</param>
/// <param name="deadline">When it goes on without, as a timestamp.</param>
internal sealed class AdmissionWait(long place, long? deadline)
{
    // Whoever had to wait goes on where the wait ended: while all are busy, waking another thread takes long.
    private readonly TaskCompletionSource<long> _place = new();
    private volatile bool _isOver;

    public long Place => place;

    public long? Deadline => deadline;

    /// <summary>The place it was given; 0 when it goes on without.</summary>
    public Task<long> Given => _place.Task;

    /// <summary>Whether no thread waits for it any more.</summary>
    public bool IsOver => _isOver;

    /// <summary>Ends the wait; false when the caller has gone on without a place, or has left.</summary>
    public bool End(long given)
    {
        _isOver = true;
        return _place.TrySetResult(given);
    }

    /// <summary>Lets the caller go on without a place.</summary>
    public void GiveUp() => Settle(static wait => wait._place.TrySetResult(0));

    /// <summary>Lets the caller go.</summary>
    public void Cancel(CancellationToken cancellationToken) => Settle(wait => wait._place.TrySetCanceled(cancellationToken));

    private void Settle(Action<AdmissionWait> settle) => ThreadPool.UnsafeQueueUserWorkItem(settle, this, preferLocal: false);
}
