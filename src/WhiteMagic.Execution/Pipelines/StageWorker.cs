namespace WhiteMagic.Execution.Pipelines;

/// <summary>Takes slices from one link, works on them, and gives the results to the next link.</summary>
internal abstract class StageWorker<TIn, TOut>
{
    private readonly WorkerSetup<TIn, TOut> _setup;
    private readonly Signal _signal = new();
    private StopCause? _stop;
    private ItemFailure? _stopFailure;

    protected StageWorker(WorkerSetup<TIn, TOut> setup)
    {
        _setup = setup;
        Items = new Item<TIn>[Math.Min(setup.Run.Options.ChunkSize, setup.Input.Capacity)];
    }

    /// <summary>The slice in work.</summary>
    protected Item<TIn>[] Items { get; }

    protected RunState Run => _setup.Run;

    protected LinkWriter<TOut> Output => _setup.Output;

    protected WorkCounters Counters => _setup.Counters;

    /// <summary>How many items the next slice may have.</summary>
    protected virtual int Limit => Items.Length;

    public async Task RunAsync()
    {
        while (true)
        {
            var take = _setup.Input.TryTake(Items, Limit, _signal);
            if (take.IsEnd)
            {
                break;
            }

            if (take.Count == 0)
            {
                var start = Run.Time.GetTimestamp();
                await _signal.WaitAsync().ConfigureAwait(false);
                Counters.WaitedForItems(Run.Time.GetTimestamp() - start);
                continue;
            }

            Output.Begin(take.Ticket);
            await WorkAsync(take.Count).ConfigureAwait(false);
            Items.AsSpan(0, take.Count).Clear();
            await Output.EndAsync().ConfigureAwait(false);
        }

        Output.Close();
    }

    /// <summary>Works on the first items of the slice, and flushes the output when it asks for that before the last result.</summary>
    protected abstract ValueTask WorkAsync(int count);

    /// <summary>Whether the item is to be worked on; otherwise what takes its place.</summary>
    protected bool IsToDo(in Item<TIn> item, out Item<TOut> instead)
    {
        if (item.Failure is null)
        {
            Counters.In++;
            if (!Run.IsStopping)
            {
                instead = default;
                return true;
            }

            instead = Stopped(item.Position);
            return false;
        }

        instead = new(item.Position, default, item.Failure);
        return false;
    }

    protected Item<TOut> Stopped(long position)
    {
        var stop = Run.Stopped!;
        if (_stop != stop)
        {
            _stop = stop;
            _stopFailure = new(stop.Status, stop.Error, _setup.Stage.Name);
        }

        Counters.Ended(stop.Status);
        return new(position, default, _stopFailure);
    }

    /// <summary>What takes the place of an item whose function threw.</summary>
    protected Item<TOut> Failed(long position, Exception error)
    {
        var status = error is OperationCanceledException && Run.IsStopping ? OutcomeStatus.Cancelled : OutcomeStatus.Failed;
        Counters.Ended(status);
        if (status == OutcomeStatus.Failed && Run.Options.OnFailure == StageFailurePolicy.Stop)
        {
            var reason = new OperationCanceledException(
                $"Not begun: item {position} failed in stage '{_setup.Stage.Name}', and the run stops at the first failure.",
                error);
            Run.Stop(new(PipelineEnd.StoppedByFailure, OutcomeStatus.Skipped, reason));
        }

        return new(position, default, new(status, error, _setup.Stage.Name));
    }
}
