namespace WhiteMagic.Execution.Workers;

/// <summary>Runs one batch in a pool.</summary>
internal sealed class WorkerBatch<TIn, TOut>(WorkerPool pool, IReadOnlyList<TIn> items, Func<TIn, CancellationToken, Task<TOut>> work)
{
    public async Task<IReadOnlyList<ItemOutcome<TOut>>> RunAsync(CancellationToken cancellationToken)
    {
        Task<ItemOutcome<TOut>>[] outcomes = new Task<ItemOutcome<TOut>>[items.Count];
        for (int position = 0; position < outcomes.Length; position++)
        {
            outcomes[position] = await StartAsync(position, cancellationToken).ConfigureAwait(false);
        }

        return await Task.WhenAll(outcomes).ConfigureAwait(false);
    }

    private async Task<Task<ItemOutcome<TOut>>> StartAsync(int position, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            TIn item = items[position];
            Task<TOut> result = await pool.EnqueueAsync(token => work(item, token), cancellationToken).ConfigureAwait(false);
            return ObserveAsync(position, result, cancellationToken);
        }
        catch (ObjectDisposedException error)
        {
            return Task.FromResult(Ended(position, OutcomeStatus.Skipped, error));
        }
        catch (OperationCanceledException error)
        {
            return Task.FromResult(Ended(position, OutcomeStatus.Cancelled, error));
        }
    }

    private async Task<ItemOutcome<TOut>> ObserveAsync(int position, Task<TOut> result, CancellationToken cancellationToken)
    {
        try
        {
            TOut value = await result.ConfigureAwait(false);
            return new ItemOutcome<TOut> { Position = position, Status = OutcomeStatus.Succeeded, Value = value };
        }
        catch (OperationCanceledException error) when (cancellationToken.IsCancellationRequested || pool.IsAborted)
        {
            return Ended(position, OutcomeStatus.Cancelled, error);
        }
        catch (WorkerTimeoutException error)
        {
            return Ended(position, OutcomeStatus.TimedOut, error);
        }
        catch (Exception error)
        {
            return Ended(position, OutcomeStatus.Failed, error);
        }
    }

    private static ItemOutcome<TOut> Ended(int position, OutcomeStatus status, Exception error) =>
        new() { Position = position, Status = status, Error = error };
}
