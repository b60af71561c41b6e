namespace WhiteMagic.Execution.Pipelines;

/// <summary>Awaits an asynchronous function item by item.</summary>
internal sealed class MapAsyncWorker<TIn, TOut>(
    WorkerSetup<TIn, TOut> setup, Func<TIn, CancellationToken, ValueTask<TOut>> function) : StageWorker<TIn, TOut>(setup)
{
    private readonly int _limit = setup.Stage.MaxParallel == 1 ? int.MaxValue : 1;

    // What this worker holds waits while it awaits, so it holds one item where another worker could take the rest.
    protected override int Limit => Math.Min(Items.Length, _limit);

    protected override async ValueTask WorkAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (IsToDo(in Items[i], out var result))
            {
                var start = Run.Time.GetTimestamp();
                result = await ApplyAsync(Items[i]).ConfigureAwait(false);
                Counters.Busy += Run.Time.GetTimestamp() - start;
            }

            if (Output.Add(result) && i + 1 < count)
            {
                await Output.FlushAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<Item<TOut>> ApplyAsync(Item<TIn> item)
    {
        try
        {
            var value = await function(item.Value!, Run.Token).ConfigureAwait(false);
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
