namespace WhiteMagic.Execution.Pipelines;

/// <summary>Reads the source into the first link until it ends, fails or is wanted no longer.</summary>
internal sealed class SourcePump<T>(RunState run, LinkWriter<T> output)
{
    // What fails while items are handed on is no failure of the source.
    private bool _handsOn;

    public async Task RunAsync(IEnumerable<T> source)
    {
        try
        {
            using var items = source.GetEnumerator();
            while (Read(items))
            {
                await FlushAsync().ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // It is reported as the run's failure, after the items before it.
        catch (Exception e) when (!_handsOn)
#pragma warning restore CA1031
        {
            Failed(e);
        }

        await CloseAsync().ConfigureAwait(false);
    }

    public async Task RunAsync(IAsyncEnumerable<T> source)
    {
        try
        {
            await foreach (var item in source.WithCancellation(run.Token).ConfigureAwait(false))
            {
                if (Add(item))
                {
                    await FlushAsync().ConfigureAwait(false);
                }

                if (run.IsStopping)
                {
                    break;
                }
            }
        }
#pragma warning disable CA1031 // It is reported as the run's failure, after the items before it.
        catch (Exception e) when (!_handsOn)
#pragma warning restore CA1031
        {
            Failed(e);
        }

        await CloseAsync().ConfigureAwait(false);
    }

    private bool Read(IEnumerator<T> items)
    {
        while (!run.IsStopping && items.MoveNext())
        {
            if (Add(items.Current))
            {
                return true;
            }
        }

        return false;
    }

    private bool Add(T item)
    {
        _handsOn = true;
        bool isFull = output.Add(new(run.Taken++, item, null));
        _handsOn = false;
        return isFull;
    }

    private async ValueTask FlushAsync()
    {
        _handsOn = true;
        await output.FlushAsync().ConfigureAwait(false);
        _handsOn = false;
    }

    private void Failed(Exception e)
    {
        // A source that obeys the token has not failed.
        if (!run.IsStopping || e is not OperationCanceledException)
        {
            run.SourceError = e;
        }
    }

    private async ValueTask CloseAsync()
    {
        await output.EndAsync().ConfigureAwait(false);
        output.Close();
    }
}
