using System.Threading.Tasks.Sources;

namespace WhiteMagic.Storage.Files;

/// <summary>One caller in the line for a lock.</summary>
/// <param name="timeout">How long it waits at most.</param>
/// <param name="deadline">When that has passed, as a timestamp; null when it waits for as long as it takes.</param>
internal sealed class LockWaiter(TimeSpan timeout, long? deadline) : IValueTaskSource<ProcessLock.Releaser>
{
    private ManualResetValueTaskSourceCore<ProcessLock.Releaser> _outcome = new() { RunContinuationsAsynchronously = true };
    private int _settled;

    internal TimeSpan Timeout => timeout;

    internal long? Deadline => deadline;

    /// <summary>Whether it has the lock or has left.</summary>
    internal bool IsSettled => Volatile.Read(ref _settled) != 0;

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

    ProcessLock.Releaser IValueTaskSource<ProcessLock.Releaser>.GetResult(short token) => _outcome.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ProcessLock.Releaser>.GetStatus(short token) => _outcome.GetStatus(token);

    void IValueTaskSource<ProcessLock.Releaser>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _outcome.OnCompleted(continuation, state, token, flags);
}
