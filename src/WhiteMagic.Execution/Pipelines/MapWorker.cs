namespace WhiteMagic.Execution.Pipelines;

/// <summary>Runs a function that gives one result.</summary>
internal sealed class MapWorker<TIn, TOut>(WorkerSetup<TIn, TOut> setup, Func<TIn, TOut> function)
    : SlicedWorker<TIn, TOut>(setup)
{
    protected override bool Work(ref int done, int count)
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
