namespace WhiteMagic.Execution.Workers;

/// <summary>Decides which call gets a worker when: the limit, the line of those who wait, and loans to inner calls.</summary>
internal sealed class WorkerSeats(WorkerPoolOptions options)
{
    private readonly Lock _gate = new();
    private readonly WorkerLine _line = new(options.QueueLength);
    private readonly WorkerTally _tally = new(options.Time);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action[] _subscribers = [];
    private Action? _onNextCall;
    private uint _firstTold;
    private int _limit = options.Limit;
    private int _running;
    private int _borrowed;
    private bool _closed;
    private bool _refusedStart;
    private bool _queueHadTurn;

    public int Limit => Volatile.Read(ref _limit);

    /// <summary>Ends when the seats are closed and everything that was accepted has ended.</summary>
    public Task Drained => _drained.Task;

    public bool IsClosed => Volatile.Read(ref _closed);

    public int Running => Volatile.Read(ref _running);

    /// <summary>Gives the call a worker or a place in the line.</summary>
    /// <returns>Whether it got a worker; the caller then starts it.</returns>
    public bool Admit(WorkerCall call, QueueFullPolicy whenFull)
    {
        lock (_gate)
        {
            call.ArrivedAt = options.Time.GetTimestamp();
            if (call.FindLender() is { } lender)
            {
                return AdmitInner(call, lender);
            }

            ObjectDisposedException.ThrowIf(_closed, typeof(WorkerPool));
            if (_running < _limit && _line.IsEmpty)
            {
                Take(call);
                return true;
            }

            if (_line.TryQueue(call))
            {
                return false;
            }

            if (whenFull == QueueFullPolicy.Shed)
            {
                _tally.Shed++;
                throw new WorkerPoolFullException(options.Name, _limit, options.QueueLength);
            }

            _line.WaitForRoom(call);
            return false;
        }
    }

    /// <summary>Gives a call a worker if one is free now.</summary>
    public bool TryAdmit(WorkerCall call)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(WorkerPool));
            if (_running >= _limit)
            {
                _refusedStart = true;
                return false;
            }

            call.ArrivedAt = options.Time.GetTimestamp();
            Take(call);
            return true;
        }
    }

    /// <summary>Takes a call out of the line.</summary>
    /// <returns>Whether it stood there.</returns>
    public bool Withdraw(WorkerCall call)
    {
        lock (_gate)
        {
            if (call.Place is not { List: { } line } place)
            {
                return false;
            }

            if (!_line.TryLeave(place))
            {
                line.Remove(place);
                _borrowed--;
            }

            FinishIfDrained();
            return true;
        }
    }

    /// <summary>Takes the worker back from a call whose work ended.</summary>
    /// <returns>The call that the worker turns to, if any.</returns>
    public WorkerCall? Release(WorkerCall call, CallResult result, TimeSpan ran)
    {
        Action[] free;
        uint first;
        lock (_gate)
        {
            _tally.Count(result);
            _tally.Window.Add(ran, result);
            if (ReturnLoan(call, out WorkerCall? borrower))
            {
                return borrower;
            }

            _running--;
            bool schedulersTurn = _refusedStart && _queueHadTurn;
            if (!schedulersTurn && TakeNext() is { } next)
            {
                _queueHadTurn = true;
                return next;
            }

            _queueHadTurn = false;
            _refusedStart = false;
            free = _running < _limit ? _subscribers : [];
            first = _firstTold++;
            FinishIfDrained();
        }

        Tell(free, first);
        return TakeNextAfterSchedulers();
    }

    /// <summary>Changes the limit.</summary>
    /// <returns>The calls that got a worker by it.</returns>
    public List<WorkerCall> SetLimit(int limit)
    {
        List<WorkerCall> started = [];
        Action[] free;
        lock (_gate)
        {
            _limit = limit;
            while (TakeNext() is { } call)
            {
                started.Add(call);
            }

            free = _running < _limit ? _subscribers : [];
        }

        Tell(free);
        return started;
    }

    public void ThrowIfClosed()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(WorkerPool));
        }
    }

    public void Subscribe(Action callback)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(WorkerPool));
            _subscribers = [.. _subscribers, callback];
        }
    }

    public void Unsubscribe(Action callback)
    {
        lock (_gate)
        {
            int index = Array.IndexOf(_subscribers, callback);
            _subscribers = index < 0 ? _subscribers : [.. _subscribers[..index], .. _subscribers[(index + 1)..]];
        }
    }

    /// <summary>Accepts nothing more from outside, and tells those who wait for a free worker to find that out.</summary>
    public void Close()
    {
        Action[] subscribers;
        lock (_gate)
        {
            _closed = true;
            subscribers = _subscribers;
            FinishIfDrained();
        }

        Tell(subscribers);
    }

    public void Count(CallResult result)
    {
        lock (_gate)
        {
            _tally.Count(result);
        }
    }

    public WorkerPoolStatistics GetStatistics()
    {
        lock (_gate)
        {
            return _tally.Snapshot(_limit, _running, _line.Queued + _borrowed, _line.WaitingForRoom);
        }
    }

    public LatencyWindow TakeWindow()
    {
        lock (_gate)
        {
            return _tally.TakeWindow(_running);
        }
    }

    /// <summary>Asks to be told once, with the pool locked, when the next call gets a worker; false when some have one now.</summary>
    public bool TellNextCall(Action callback)
    {
        lock (_gate)
        {
            _onNextCall = _running == 0 ? callback : null;
            return _running == 0;
        }
    }

    private bool AdmitInner(WorkerCall call, WorkerCall lender)
    {
        if (_running < _limit)
        {
            Take(call);
            return true;
        }

        call.Lender = lender;
        call.Accept();
        if (!lender.HasLent)
        {
            lender.HasLent = true;
            _tally.Started(call);
            return true;
        }

        _borrowed++;
        call.Place = (lender.Borrowers ??= []).AddLast(call);
        return false;
    }

    /// <summary>Settles the loans of a call that ended; true when its worker is not free yet.</summary>
    private bool ReturnLoan(WorkerCall call, out WorkerCall? borrower)
    {
        borrower = null;
        call.HasEnded = true;
        if (call.HasLent)
        {
            return true;
        }

        // A worker that was lent through several calls goes back to the first of them that still needs it.
        for (WorkerCall? lender = call.Lender; lender is not null; lender = lender.Lender)
        {
            if (lender.Borrowers?.First is { } first)
            {
                lender.Borrowers.Remove(first);
                _borrowed--;
                borrower = first.Value;
                _tally.Started(borrower);
                return true;
            }

            lender.HasLent = false;
            if (!lender.HasEnded)
            {
                return true;
            }
        }

        return false;
    }

    private void Take(WorkerCall call)
    {
        if (_onNextCall is { } callback)
        {
            _onNextCall = null;
            callback();
        }

        _running++;
        _tally.Started(call);
        _tally.Window.Saw(_running);
        call.Accept();
    }

    private WorkerCall? TakeNext()
    {
        if (_running >= _limit || _line.TakeFirst() is not { } first)
        {
            return null;
        }

        Take(first);
        return first;
    }

    private WorkerCall? TakeNextAfterSchedulers()
    {
        lock (_gate)
        {
            return TakeNext();
        }
    }

    private void FinishIfDrained()
    {
        if (_closed && _running == 0 && _line.IsEmpty)
        {
            _drained.TrySetResult();
        }
    }

    // Whoever is told first takes the worker, so each is first in turn.
    private static void Tell(Action[] subscribers, uint first = 0)
    {
        for (uint i = 0; i < subscribers.Length; i++)
        {
            subscribers[(first + i) % subscribers.Length]();
        }
    }
}
