namespace WhiteMagic.Execution.Pipelines;

/// <summary>Runs a function that gives a sequence, and passes it on as it comes.</summary>
internal sealed class SplitWorker<TIn, TOut>(WorkerSetup<TIn, TOut> setup, Func<TIn, IEnumerable<TOut>> function)
    : SlicedWorker<TIn, TOut>(setup)
{
    private IEnumerator<TOut>? _sequence;

    protected override bool Work(ref int done, int count)
    {
        while (done < count)
        {
            ref var item = ref Items[done];
            if (_sequence is null && !IsToDo(in item, out var instead))
            {
                done++;
                if (Output.Add(instead))
                {
                    return true;
                }

                continue;
            }

            var full = TryNext(in item, out var next) && Output.Add(next);
            done += _sequence is null ? 1 : 0;
            if (full)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryNext(in Item<TIn> item, out Item<TOut> next)
    {
        try
        {
            _sequence ??= (function(item.Value!) ?? throw NoSequence()).GetEnumerator();
            if (!Run.IsStopping && _sequence.MoveNext())
            {
                next = new(item.Position, _sequence.Current, null);
                Counters.Out++;
                return true;
            }

            End();
            next = Run.IsStopping ? Stopped(item.Position) : default;
            return next.Failure is not null;
        }
#pragma warning disable CA1031 // Whatever a function throws is the outcome of its item.
        catch (Exception e)
#pragma warning restore CA1031
        {
            next = Failed(item.Position, EndAfter(e));
            return true;
        }
    }

    private static InvalidOperationException NoSequence() => new("The function gave null where it has to give a sequence.");

    private void End()
    {
        var sequence = _sequence;
        _sequence = null;
        sequence?.Dispose();
    }

    private Exception EndAfter(Exception error)
    {
        try
        {
            End();
            return error;
        }
#pragma warning disable CA1031 // The first error is the one to tell, as in a foreach it is not, but it says more.
        catch (Exception)
#pragma warning restore CA1031
        {
            return error;
        }
    }
}
