using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Files;

/// <summary>One writer at a time among all processes, first come first served.</summary>
internal sealed class ProcessLock : IDisposable
{
    private const string LockName = "write.lock";
    private static readonly TimeSpan LocalTurn = TimeSpan.FromMilliseconds(2);

    private readonly Lock _gate = new();
    private readonly Queue<LockWaiter> _line = new();
    private readonly WaitingThreads _threads = new("WhiteMagic store lock");
    private readonly LockFile _lock;
    private readonly LockQueue _queue;
    private readonly TimeProvider _time;
    private readonly LockTimeouts _timeouts;
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
        _timeouts = new LockTimeouts(time, FailOverdue);
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

            waiter = new LockWaiter(timeout, _timeouts.Watch(timeout));
            _line.Enqueue(waiter);
            if (!_busy)
            {
                AskSystem();
            }
        }

        return WaitAsync(waiter, cancellationToken);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timeouts.Dispose();
            while (_line.TryDequeue(out var waiter))
            {
                waiter.Fail(new ObjectDisposedException(nameof(ProcessLock)));
            }

            // A thread that waits in the system closes the files itself once it gets the lock.
            if (!_inSystem)
            {
                CloseFiles();
            }

            _threads.Dispose();
        }
    }

    private static async ValueTask<Releaser> WaitAsync(LockWaiter waiter, CancellationToken cancellation)
    {
        await using var onCancel = cancellation.UnsafeRegister(
            static (state, token) => ((LockWaiter)state!).Fail(new OperationCanceledException(token)), waiter).ConfigureAwait(false);
        return await waiter.Granted.ConfigureAwait(false);
    }

    private long? FailOverdue(long now)
    {
        lock (_gate)
        {
            long? next = null;
            foreach (var waiter in _line)
            {
                if (waiter.Deadline <= now)
                {
                    waiter.Fail(new StoreLockedException(Holder(), waiter.Timeout));
                }
                else if (waiter.Deadline is { } deadline && deadline < (next ?? long.MaxValue) && !waiter.IsSettled)
                {
                    next = deadline;
                }
            }

            return next;
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

    // One thread at a time waits in the system; one that got the lock does the work of whoever it was for.
    private void AskSystem()
    {
        (_busy, _inSystem) = (true, true);
        _threads.Run(WaitForSystem);
    }

    private void WaitForSystem()
    {
        if (Arrive(WaitInSystem(), out var turn) is { } waiter)
        {
            // Here and now: while the lock is held, waking another thread would keep all other processes waiting.
            waiter.GrantHere(turn);
        }
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

    private LockWaiter? Arrive(FileOperationException? failure, out Releaser turn)
    {
        turn = default;
        lock (_gate)
        {
            if (_disposed)
            {
                if (_inSystem)
                {
                    CloseFiles();
                }

                return null;
            }

            _inSystem = false;
            if (failure is null)
            {
                Own();
                if (NextInLine() is { } waiter)
                {
                    turn = NewTurn();
                    return waiter;
                }
            }

            Free();
            FailAll(failure);
            return null;
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
        var waiter = NextInLine();
        waiter?.Grant(NewTurn());
        return waiter is not null;
    }

    private LockWaiter? NextInLine()
    {
        while (_line.TryDequeue(out var waiter))
        {
            if (waiter.TryReserve())
            {
                return waiter;
            }
        }

        return null;
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
