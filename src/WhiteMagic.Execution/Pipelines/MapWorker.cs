namespace WhiteMagic.Execution.Pipelines;

/// <summary>Runs a synchronous function over slices, without a state machine an item.</summary>
internal sealed class MapWorker<TIn, TOut>(WorkerSetup<TIn, TOut> setup, Func<TIn, TOut> function)
    : StageWorker<TIn, TOut>(setup)
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

    private bool Work(ref int done, int count)
    {
        while (done < count)
        {
            ref var item = ref Items[done++];
            if (Output.Add(IsToDo(in item, out var result) ? Apply(in item) : result))
            {
                return true;
            }
        }

        return false;
    }

    private Item<TOut> Apply(in Item<TIn> item)
    {
        try
        {
            var value = function(item.Value!);
            Counters.Out++;
            return new(item.Position, value, null);
        }
#pragma warning disable CA1031 // Whatever a function throws is the outcome of its item.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Failed(item.Position, e);
        }
    }
}
