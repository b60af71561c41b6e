using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Memories;

/// <summary>Work that a pool may do meanwhile; whoever needs the result does it himself if no worker has come by then.</summary>
internal sealed class WorkAhead<T>
{
    // A caller who waits goes on where the work ended: waking another thread takes longer than most of this work.
    private readonly TaskCompletionSource<T> _result = new();
    private readonly Func<ValueTask<T>> _work;
    private int _begun;

    private WorkAhead(Func<ValueTask<T>> work) => _work = work;

    /// <summary>Offers work to a pool, which begins it if a worker is free.</summary>
    public static WorkAhead<T> Offer(WorkerPool pool, Func<ValueTask<T>> work)
    {
        var ahead = new WorkAhead<T>(work);
        _ = pool.TryStart(ahead.RunAsync);
        return ahead;
    }

    /// <summary>Gives what the work gave.</summary>
    public async Task<T> GetAsync()
    {
        await RunAsync().ConfigureAwait(false);
        return await _result.Task.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
        {
            return;
        }

        try
        {
            _result.TrySetResult(await _work().ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            _result.TrySetException(failure);
        }
    }
}
