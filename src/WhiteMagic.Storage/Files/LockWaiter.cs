namespace WhiteMagic.Storage.Files;

/// <summary>One caller in the line for a lock.</summary>
internal sealed class LockWaiter
{
    private readonly TaskCompletionSource<ProcessLock.Releaser> _granted =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<ProcessLock.Releaser> Granted => _granted.Task;

    /// <summary>Hands the lock over; false when the caller has left.</summary>
    internal bool TryGrant(ProcessLock.Releaser releaser) => _granted.TrySetResult(releaser);

    internal void Fail(Exception failure) => _ = _granted.TrySetException(failure);

    internal bool Cancel(CancellationToken cancellationToken) => _granted.TrySetCanceled(cancellationToken);
}
