namespace WhiteMagic.Execution.Workers;

/// <summary>Brings what follows an await in one call's work back to the pool's own threads.</summary>
internal sealed class WorkerContext(IWorkerThreads threads) : SynchronizationContext
{
    // A second thread goes on when the first blocks on what only a continuation can end.
    private const int MostThreads = 2;

    private readonly Lock _gate = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private int _threads;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_gate)
        {
            _posted.Enqueue((d, state));
            if (_threads == MostThreads)
            {
                return;
            }

            _threads++;
        }

        threads.Execute(new Continuations(this));
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    public void Enter()
    {
        lock (_gate)
        {
            _threads++;
        }

        SetSynchronizationContext(this);
    }

    public void RunPostedAndLeave()
    {
        while (TryTake(out (SendOrPostCallback Callback, object? State) posted))
        {
            posted.Callback(posted.State);
        }

        SetSynchronizationContext(null);
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) posted)
    {
        lock (_gate)
        {
            if (_posted.TryDequeue(out posted))
            {
                return true;
            }

            _threads--;
            return false;
        }
    }

    private sealed class Continuations(WorkerContext context) : WorkItem
    {
        public override WorkItem? Run()
        {
            SetSynchronizationContext(context);
            context.RunPostedAndLeave();
            return null;
        }
    }
}
