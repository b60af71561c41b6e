using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Files;

/// <summary>One writer at a time among all processes, first come first served.</summary>
internal sealed class ProcessLock : IDisposable
{
    private const string LockName = "write.lock";
    private static readonly TimeSpan LocalTurn = TimeSpan.FromMilliseconds(2);

    private readonly Lock _gate = new();
    private readonly Queue<LockWaiter> _line = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly LockFile _lock;
    private readonly LockQueue _queue;
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
        _queue = new LockQueue(path + ".queue");
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
            if (!_queue.IsEmpty() || !_lock.TryLock())
            {
                return false;
            }

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

        var ticket = 0L;
        try
        {
            ticket = _queue.Join();
            _queue.WaitForTurn(ticket);
            _lock.Lock();
            return null;
        }
        catch (FileOperationException e)
        {
            return e;
        }
        finally
        {
            // Not before the lock is ours: until then nobody may overtake.
            _queue.Leave(ticket);
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
    private bool MayKeep() => _time.GetElapsedTime(_since) < LocalTurn || _queue.IsEmpty();

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

    private int? Holder() => _lock.ReadOwner() is { } owner && owner != Environment.ProcessId ? owner : null;

    private void CloseFiles()
    {
        _lock.Dispose();
        _queue.Dispose();
    }

    /// <summary>Gives the lock back when disposed; a second time does nothing.</summary>
    internal readonly struct Releaser(ProcessLock? owner, long turn) : IDisposable
    {
        public void Dispose() => owner?.Release(turn);
    }
}
