namespace WhiteMagic.Execution.Pipelines;

/// <summary>Works on slices by a synchronous function, without a state machine an item, and learns how long slices may be.</summary>
internal abstract class SlicedWorker<TIn, TOut>(WorkerSetup<TIn, TOut> setup) : StageWorker<TIn, TOut>(setup)
{
    private readonly SliceLimit _limit = new(setup.Run, setup.Stage);

    protected override int Limit => _limit.Of(Items.Length);

    protected override async ValueTask WorkAsync(int count)
    {
        for (var done = 0; done < count;)
        {
            var from = done;
            var start = Run.Time.GetTimestamp();
            var full = Work(ref done, count);
            var busy = Run.Time.GetTimestamp() - start;
            Counters.Busy += busy;
            _limit.Learn(done - from, busy);
            if (full && done < count)
            {
                await Output.FlushAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Works on until the items end or the output wants to be flushed; true for the latter.</summary>
    /// <param name="done">How many items of the slice are done.</param>
    /// <param name="count">How many there are.</param>
    protected abstract bool Work(ref int done, int count);
}
