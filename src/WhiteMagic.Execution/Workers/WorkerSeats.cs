namespace WhiteMagic.Execution.Workers;

/// <summary>Decides which call gets a worker when: the limit, the line of those who wait, and loans to inner calls.</summary>
internal sealed class WorkerSeats
{
    private readonly WorkerPoolOptions _options;
    private readonly Lock _gate = new();
    private readonly WorkerLine _line;
    private readonly WorkerTally _tally;
    private readonly WorkerLoans _loans;
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FreeSubscription[] _subscribers = [];
    private Action? _onNextCall;
    private uint _firstTold;
    private int _limit;
    private int _running;
    private bool _closed;
    private bool _refusedStart;
    private bool _queueHadTurn;

    public WorkerSeats(WorkerPoolOptions options)
    {
        (_options, _limit) = (options, options.Limit);
        _line = new WorkerLine(options.QueueLength);
        _tally = new WorkerTally(options.Time);
        _loans = new WorkerLoans(_tally);
    }

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
            call.ArrivedAt = _options.Time.GetTimestamp();
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
                throw new WorkerPoolFullException(_options.Name, _limit, _options.QueueLength);
            }

            _line.WaitForRoom(call);
            return false;
        }
    }

    /// <summary>Gives a call a worker if one is free now, or that of the call from inside which it is waited for.</summary>
    public bool TryAdmit(WorkerCall call)
    {
        lock (_gate)
        {
            WorkerCall? lender = call.FindLender();
            ObjectDisposedException.ThrowIf(_closed && lender is not { IsAwaitingWorker: true }, typeof(WorkerPool));
            call.ArrivedAt = _options.Time.GetTimestamp();
            if (_running < _limit)
            {
                Take(call);
                return true;
            }

            if (_loans.TryLend(call, lender))
            {
                return true;
            }

            _refusedStart = true;
            return false;
        }
    }

    /// <summary>Takes a call out of the line.</summary>
    /// <returns>Whether it stood there.</returns>
    public bool Withdraw(WorkerCall call)
    {
        lock (_gate)
        {
            if (call.Place is not { List: not null } place)
            {
                return false;
            }

            if (!_line.TryLeave(place))
            {
                _loans.Leave(place);
            }

            FinishIfDrained();
            return true;
        }
    }

    /// <summary>Takes the worker back from a call whose work ended.</summary>
    /// <returns>The call that the worker turns to, if any.</returns>
    public WorkerCall? Release(WorkerCall call, CallResult result, TimeSpan ran)
    {
        FreeSubscription[] told;
        uint first;
        lock (_gate)
        {
            _tally.Count(result);
            _tally.Window.Add(ran, result);
            told = _loans.Return(call, out WorkerCall? next, out WorkerCall? lender) ? Inside(lender) : Free(out next);
            if (next is not null)
            {
                return next;
            }

            first = _firstTold++;
        }

        Tell(told, first);
        return TakeNextAfterSchedulers();
    }

    /// <summary>Changes the limit.</summary>
    /// <returns>The calls that got a worker by it.</returns>
    public List<WorkerCall> SetLimit(int limit)
    {
        List<WorkerCall> started = [];
        FreeSubscription[] free;
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

    public void Subscribe(FreeSubscription subscriber)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed && subscriber.Lender is not { HasEnded: false }, typeof(WorkerPool));
            _subscribers = [.. _subscribers, subscriber];
            subscriber.Lender?.Subscriptions += 1;
        }
    }

    public void Unsubscribe(FreeSubscription subscriber)
    {
        lock (_gate)
        {
            int index = Array.IndexOf(_subscribers, subscriber);
            if (index >= 0)
            {
                _subscribers = [.. _subscribers[..index], .. _subscribers[(index + 1)..]];
                subscriber.Lender?.Subscriptions -= 1;
            }
        }
    }

    /// <summary>Accepts nothing more from outside, and tells those who wait for a free worker to find that out.</summary>
    public void Close()
    {
        FreeSubscription[] subscribers;
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
            return _tally.Snapshot(_limit, _running, _line.Queued + _loans.Waiting, _line.WaitingForRoom);
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
        if (_running >= _limit)
        {
            return _loans.Lend(call, lender);
        }

        Take(call);
        return true;
    }

    /// <summary>Frees a worker, for the next call in the line or else for those who are told of it.</summary>
    private FreeSubscription[] Free(out WorkerCall? next)
    {
        _running--;
        bool schedulersTurn = _refusedStart && _queueHadTurn;
        next = schedulersTurn ? null : TakeNext();
        if (next is not null)
        {
            _queueHadTurn = true;
            return [];
        }

        _queueHadTurn = false;
        _refusedStart = false;
        FinishIfDrained();
        return _running < _limit ? _subscribers : [];
    }

    private FreeSubscription[] Inside(WorkerCall? lender) =>
        lender is { IsAwaitingWorker: true } ? Array.FindAll(_subscribers, subscriber => subscriber.Lender == lender) : [];

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
    private static void Tell(FreeSubscription[] subscribers, uint first = 0)
    {
        for (uint i = 0; i < subscribers.Length; i++)
        {
            subscribers[(first + i) % subscribers.Length].Tell();
        }
    }
}
