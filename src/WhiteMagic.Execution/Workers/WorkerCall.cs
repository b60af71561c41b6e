using WhiteMagic.Execution.Diagnostics;

namespace WhiteMagic.Execution.Workers;

/// <summary>A piece of work in a pool, from its arrival until its worker is free again.</summary>
internal abstract class WorkerCall : WorkItem
{
    private static readonly AsyncLocal<WorkerCall?> CurrentCall = new();

    private readonly ExecutionContext? _context;
    private WorkerContext? _continuations;
    private WorkerCall? _parent;
    private Task? _task;
    private long _begun;

    protected WorkerCall(WorkerPool pool, bool flowsContext)
    {
        Pool = pool;
        _context = flowsContext ? ExecutionContext.Capture() : null;
        _parent = FindLive(Current);
    }

    /// <summary>The call inside of which this code is, ended or not; null for none.</summary>
    public static WorkerCall? Current
    {
        get => CurrentCall.Value;
        set => CurrentCall.Value = value;
    }

    public WorkerPool Pool { get; }

    /// <summary>The place in the line where the call waits; the pool's lock guards this and all that follows.</summary>
    public LinkedListNode<WorkerCall>? Place { get; set; }

    public long ArrivedAt { get; set; }

    /// <summary>The call whose worker this one runs on, when it was made from inside.</summary>
    public WorkerCall? Lender { get; set; }

    /// <summary>Whether a call made from inside runs on this call's worker.</summary>
    public bool HasLent { get; set; }

    /// <summary>The calls made from inside that wait for this call's worker.</summary>
    public LinkedList<WorkerCall>? Borrowers { get; set; }

    /// <summary>How many inside have asked to be told of a free worker.</summary>
    public int Subscriptions { get; set; }

    /// <summary>Whether somebody inside waits for a worker.</summary>
    public bool IsAwaitingWorker => Subscriptions > 0 && !HasEnded;

    /// <summary>Whether the work ended; the worker is free once nobody borrows it either.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The call of a pool that is being worked on here, if any.</summary>
    public static WorkerCall? FindCurrent(WorkerPool pool)
    {
        for (WorkerCall? call = FindLive(Current); call is not null; call = FindLive(call._parent))
        {
            if (call.Pool == pool)
            {
                return call;
            }
        }

        return null;
    }

    /// <summary>The call of the same pool from inside which this one was made, if any.</summary>
    public WorkerCall? FindLender()
    {
        WorkerCall? call = _parent;
        while (call is not null && (call.Pool != Pool || call._task is { IsCompleted: true }))
        {
            call = call._parent;
        }

        return call;
    }

    /// <summary>Tells that a call that waited for room has been accepted.</summary>
    public virtual void Accept()
    {
    }

    public override WorkItem? Run()
    {
        _begun = Pool.Time.GetTimestamp();
        if (Instruments.PoolWait.Enabled)
        {
            Instruments.RecordPoolWait(Pool.Name, Pool.Time.GetElapsedTime(ArrivedAt, _begun));
        }

        _continuations = Pool.Threads.NewContext();
        _continuations?.Enter();
        if (_context is null)
        {
            BeginHere();
            Current = null;
        }
        else
        {
            ExecutionContext.Run(_context, static state => ((WorkerCall)state!).BeginHere(), this);
        }

        _continuations?.RunPostedAndLeave();
        if (_task!.IsCompleted)
        {
            return End();
        }

        _task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(EndLater);
        return null;
    }

    protected abstract Task Begin();

    /// <summary>Claims the right to report, and says what there is to report.</summary>
    protected abstract CallResult Claim(Task task);

    /// <summary>Reports what was claimed; the worker is free by then.</summary>
    protected abstract void Report(Task task, CallResult result);

    private static WorkerCall? FindLive(WorkerCall? call)
    {
        while (call?._task is { IsCompleted: true })
        {
            call = call._parent;
        }

        // Ancestors that ended are unlinked, or a chain of calls that each begin the next would be kept for ever.
        while (call?._parent?._task is { IsCompleted: true })
        {
            call._parent = call._parent._parent;
        }

        return call;
    }

    private void BeginHere()
    {
        Current = this;
        try
        {
            _task = Begin() ?? Task.FromException(new InvalidOperationException($"Work in the pool '{Pool.Name}' returned null where a task was expected."));
        }
        catch (Exception error)
        {
            _task = Task.FromException(error);
        }
    }

    private WorkerCall? End()
    {
        CallResult result = Claim(_task!);
        WorkerCall? next = Pool.Release(this, result, Pool.Time.GetElapsedTime(_begun));
        Report(_task!, result);
        return next;
    }

    private void EndLater()
    {
        if (End() is { } next)
        {
            Pool.Threads.Execute(next);
        }
    }
}
