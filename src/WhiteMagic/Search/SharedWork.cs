namespace WhiteMagic.Search;

/// <summary>Numbered pieces of work that a helper may share: each is taken once, and nobody waits for a helper that has not come.</summary>
internal sealed class SharedWork(int count)
{
    private const int Open = 0;
    private const int Joined = 1;
    private const int Closed = 2;

    private int _taken = -1;
    private int _state = Open;

    /// <summary>Takes the next piece; false when none is left.</summary>
    public bool TryTake(out int next)
    {
        next = Interlocked.Increment(ref _taken);
        return next < count;
    }

    /// <summary>Does the helper's share, unless it comes too late.</summary>
    public Task JoinAsync(Func<Task> share) =>
        Interlocked.CompareExchange(ref _state, Joined, Open) == Open ? share() : Task.CompletedTask;

    /// <summary>Ends the work after the last piece was taken; false when a helper is still at its share.</summary>
    public bool TryClose() => Interlocked.CompareExchange(ref _state, Closed, Open) == Open;
}
