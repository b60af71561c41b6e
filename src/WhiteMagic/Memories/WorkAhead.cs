using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Memories;

/// <summary>Work that a pool may do meanwhile; whoever needs the result does it himself if no worker has come by then.</summary>
internal sealed class WorkAhead<T>(Func<ValueTask<T>> work)
{
    // A caller who waits goes on where the work ended: waking another thread takes longer than most of this work.
    private readonly TaskCompletionSource<T> _result = new();
    private int _begun;

    /// <summary>Offers it to a pool, which begins it if a worker is free.</summary>
    public void Offer(WorkerPool pool) => _ = pool.TryStart(RunAsync);

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
            _result.TrySetResult(await work().ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            _result.TrySetException(failure);
        }
    }
}
