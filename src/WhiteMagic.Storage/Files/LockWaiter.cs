using System.Threading.Tasks.Sources;

namespace WhiteMagic.Storage.Files;

/// <summary>One caller in the line for a lock.</summary>
internal sealed class LockWaiter : IValueTaskSource<ProcessLock.Releaser>
{
    private ManualResetValueTaskSourceCore<ProcessLock.Releaser> _outcome = new() { RunContinuationsAsynchronously = true };
    private int _settled;

    /// <summary>To be awaited once.</summary>
    internal ValueTask<ProcessLock.Releaser> Granted => new(this, _outcome.Version);

    /// <summary>Settles that the lock is the caller's, which is still to be told; false when it has left.</summary>
    internal bool TryReserve() => Interlocked.Exchange(ref _settled, 1) == 0;

    /// <summary>Hands the lock over after <see cref="TryReserve"/>.</summary>
    internal void Grant(ProcessLock.Releaser releaser) => _outcome.SetResult(releaser);

    /// <summary>Hands the lock over after <see cref="TryReserve"/>, and goes on as the caller on this thread.</summary>
    internal void GrantHere(ProcessLock.Releaser releaser)
    {
        _outcome.RunContinuationsAsynchronously = false;
        _outcome.SetResult(releaser);
    }

    internal void Fail(Exception failure)
    {
        if (TryReserve())
        {
            _outcome.SetException(failure);
        }
    }

    internal void Cancel(CancellationToken cancellationToken) => Fail(new OperationCanceledException(cancellationToken));

    ProcessLock.Releaser IValueTaskSource<ProcessLock.Releaser>.GetResult(short token) => _outcome.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ProcessLock.Releaser>.GetStatus(short token) => _outcome.GetStatus(token);

    void IValueTaskSource<ProcessLock.Releaser>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _outcome.OnCompleted(continuation, state, token, flags);
}
