using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Files;

/// <summary>One writer at a time among all processes, first come first served.</summary>
/// <remarks>
/// A second lock is the queue's turnstile: whoever waits for the lock holds it, so a process that releases and asks
/// again cannot overtake those who wait, and a free turnstile tells that nobody does.
/// </remarks>
internal sealed class ProcessLock : IDisposable
{
    private const string LockName = "write.lock";
    private static readonly TimeSpan LocalTurn = TimeSpan.FromMilliseconds(2);

    private readonly Lock _gate = new();
    private readonly Queue<LockWaiter> _line = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly LockFile _lock;
    private readonly LockFile _turnstile;
    private readonly TimeProvider _time;
    private Thread? _waiting;
    private bool _busy;
    private bool _inSystem;
    private bool _disposed;
    private long _turn;
    private long _since;

    internal ProcessLock(string path, TimeProvider time)
    {
        _lock = new LockFile(path);
        _turnstile = new LockFile(path + ".queue");
        _time = time;
    }

    /// <summary>Takes the lock, waiting no longer than the timeout.</summary>
    /// <exception cref="StoreLockedException">The lock stayed taken.</exception>
    /// <exception cref="StoreWriteException">The lock file cannot be opened.</exception>
    internal ValueTask<Releaser> AcquireAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LockWaiter waiter;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_busy && TryTake())
            {
                return ValueTask.FromResult(NewTurn());
            }

            if (timeout == TimeSpan.Zero)
            {
                LetOthersQueue();
                throw new StoreLockedException(Holder(), timeout);
            }

            waiter = new LockWaiter();
            _line.Enqueue(waiter);
            if (!_busy)
            {
                AskSystem();
            }
        }

        return WaitAsync(waiter, timeout, cancellationToken);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (_line.TryDequeue(out var waiter))
            {
                waiter.Fail(new ObjectDisposedException(nameof(ProcessLock)));
            }

            // A thread that waits in the system closes the files itself once it gets the lock.
            if (!_inSystem)
            {
                CloseFiles();
            }

            _ = _asked.Release();
        }
    }

    private async ValueTask<Releaser> WaitAsync(LockWaiter waiter, TimeSpan timeout, CancellationToken cancellation)
    {
        using var limit = timeout == Timeout.InfiniteTimeSpan ? null : new CancellationTokenSource(timeout, _time);
        await using var onLimit = (limit?.Token ?? default).UnsafeRegister(
            static (state, token) => ((LockWaiter)state!).Cancel(token), waiter).ConfigureAwait(false);
        await using var onCancel = cancellation.UnsafeRegister(
            static (state, token) => ((LockWaiter)state!).Cancel(token), waiter).ConfigureAwait(false);
        try
        {
            return await waiter.Granted.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit is { IsCancellationRequested: true }
            && !cancellation.IsCancellationRequested)
        {
            throw new StoreLockedException(Holder(), timeout);
        }
    }

    private bool TryTake()
    {
        try
        {
            if (!_turnstile.TryLock())
            {
                return false;
            }

            // When the lock is taken the turnstile stays ours: the waiting thread goes on from there.
            if (!_lock.TryLock())
            {
                return false;
            }

            _turnstile.Unlock();
            Own();
            return true;
        }
        catch (FileOperationException e)
        {
            throw WriteFailure.ToException(e, LockName);
        }
    }

    private void Own()
    {
        _busy = true;
        _since = _time.GetTimestamp();
        _lock.WriteOwner(Environment.ProcessId);
    }

    private Releaser NewTurn() => new(this, ++_turn);

    private void AskSystem()
    {
        (_busy, _inSystem) = (true, true);
        if (_waiting is null)
        {
            _waiting = new Thread(WaitForSystem, maxStackSize: 256 * 1024)
            {
                IsBackground = true,
                Name = "WhiteMagic store lock",
            };
            _waiting.Start();
        }

        _ = _asked.Release();
    }

    private void WaitForSystem()
    {
        do
        {
            _asked.Wait();
        }
        while (Arrive(WaitInSystem()));
    }

    private FileOperationException? WaitInSystem()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return null;
            }
        }

        try
        {
            _turnstile.Lock();
            _lock.Lock();
            return null;
        }
        catch (FileOperationException e)
        {
            return e;
        }
        finally
        {
            _turnstile.Unlock();
        }
    }

    private bool Arrive(FileOperationException? failure)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                if (_inSystem)
                {
                    CloseFiles();
                }

                return false;
            }

            _inSystem = false;
            if (failure is null)
            {
                Own();
            }

            if (failure is not null || !TryHandOver())
            {
                Free();
                FailAll(failure);
            }

            return true;
        }
    }

    private void FailAll(FileOperationException? failure)
    {
        while (failure is not null && _line.TryDequeue(out var waiter))
        {
            waiter.Fail(WriteFailure.ToException(failure, LockName));
        }
    }

    private void Release(long turn)
    {
        lock (_gate)
        {
            if (turn != _turn || !_busy || _disposed)
            {
                return;
            }

            _turn++;
            if (_line.Count > 0 && MayKeep() && TryHandOver())
            {
                return;
            }

            Free();
            if (_line.Count > 0)
            {
                AskSystem();
            }
        }
    }

    // Within this process the lock passes on without the system, unless another process has waited its share.
    private bool MayKeep()
    {
        if (_time.GetElapsedTime(_since) < LocalTurn)
        {
            return true;
        }

        if (!_turnstile.TryLock())
        {
            return false;
        }

        _turnstile.Unlock();
        return true;
    }

    private bool TryHandOver()
    {
        while (_line.TryDequeue(out var waiter))
        {
            if (waiter.TryGrant(NewTurn()))
            {
                return true;
            }
        }

        return false;
    }

    private void Free()
    {
        _busy = false;
        _lock.Unlock();
    }

    private void LetOthersQueue()
    {
        if (!_busy)
        {
            _turnstile.Unlock();
        }
    }

    private int? Holder() => _lock.ReadOwner() is { } owner && owner != Environment.ProcessId ? owner : null;

    private void CloseFiles()
    {
        _lock.Dispose();
        _turnstile.Dispose();
    }

    /// <summary>Gives the lock back when disposed; a second time does nothing.</summary>
    internal readonly struct Releaser(ProcessLock? owner, long turn) : IDisposable
    {
        public void Dispose() => owner?.Release(turn);
    }
}
