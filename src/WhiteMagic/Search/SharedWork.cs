using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Search;

/// <summary>Numbered pieces of work that a helper may share: each is taken once, and nobody waits for a helper that has not come.</summary>
internal sealed class SharedWork(int count)
{
    private const int Open = 0;
    private const int Joined = 1;
    private const int Closed = 2;

    private readonly TaskCompletionSource _helped = new();
    private int _taken = -1;
    private int _state = Open;

    /// <summary>Takes the next piece; false when none is left.</summary>
    public bool TryTake(out int next)
    {
        next = Interlocked.Increment(ref _taken);
        return next < count;
    }

    /// <summary>Asks a pool for a helper, which comes if a worker is free and does its share unless it comes too late.</summary>
    public void Invite(WorkerPool pool, Func<Task> share) => _ = pool.TryStart(() => JoinAsync(share));

    /// <summary>Ends the work after the last piece was taken, and waits for a helper that is still at its share.</summary>
    public Task CloseAsync() =>
        Interlocked.CompareExchange(ref _state, Closed, Open) == Open ? Task.CompletedTask : _helped.Task;

    private async Task JoinAsync(Func<Task> share)
    {
        if (Interlocked.CompareExchange(ref _state, Joined, Open) != Open)
        {
            return;
        }

        try
        {
            await share().ConfigureAwait(false);
            _helped.TrySetResult();
        }
        catch (Exception failure)
        {
            _helped.TrySetException(failure);
        }
    }
}
