namespace WhiteMagic.Execution.Pipelines;

/// <summary>Runs a function that gives an asynchronous sequence, and passes it on as it comes.</summary>
internal sealed class SplitAsyncWorker<TIn, TOut>(
    WorkerSetup<TIn, TOut> setup, Func<TIn, CancellationToken, IAsyncEnumerable<TOut>> function)
    : StageWorker<TIn, TOut>(setup)
{
    private readonly int _limit = setup.Stage.MaxParallel == 1 ? int.MaxValue : 1;

    protected override int Limit => Math.Min(Items.Length, _limit);

    protected override async ValueTask WorkAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!IsToDo(in Items[i], out var last))
            {
                await AddAsync(last).ConfigureAwait(false);
            }
            else if (await ApplyAsync(Items[i]).ConfigureAwait(false) is { } failure)
            {
                await AddAsync(failure).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<Item<TOut>?> ApplyAsync(Item<TIn> item)
    {
        var start = Run.Time.GetTimestamp();
        try
        {
            var values = function(item.Value!, Run.Token)
                ?? throw new InvalidOperationException("The function gave null where it has to give a sequence.");
            await foreach (var value in values.WithCancellation(Run.Token).ConfigureAwait(false))
            {
                Counters.Busy += Run.Time.GetTimestamp() - start;
                Counters.Out++;
                await AddAsync(new(item.Position, value, null)).ConfigureAwait(false);
                start = Run.Time.GetTimestamp();
                if (Run.IsStopping)
                {
                    return Stopped(item.Position);
                }
            }

            return null;
        }
#pragma warning disable CA1031 // Whatever a function throws is the outcome of its item.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Failed(item.Position, e);
        }
        finally
        {
            Counters.Busy += Run.Time.GetTimestamp() - start;
        }
    }

    private ValueTask AddAsync(Item<TOut> item) => Output.Add(item) ? Output.FlushAsync() : default;
}
