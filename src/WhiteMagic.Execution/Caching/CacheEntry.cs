namespace WhiteMagic.Execution.Caching;

internal sealed class CacheEntry<TValue>(string key, TValue value)
{
    public string Key => key;

    public TValue Value => value;

    // Made once, so that giving the failure again neither allocates nor lengthens its stack trace.
    public Task<TValue>? Failure { get; init; }

    public required long FreshUntil { get; init; }

    public required long UsableUntil { get; init; }

    public bool IsStale { get; init; }

    public long Weight { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    // Written without a lock by every hit; a lost write only costs a little of the eviction's judgement.
    public bool IsVisited { get; private set; }

    public CacheEntry<TValue>? Newer { get; set; }

    public CacheEntry<TValue>? Older { get; set; }

    // Reading first keeps the memory of a hot entry shared between processors.
    public void Visit()
    {
        if (!IsVisited)
        {
            IsVisited = true;
        }
    }

    public void Spare() => IsVisited = false;

    public bool IsFresh(CacheClock clock) => FreshUntil == CacheClock.Never || clock.Now < FreshUntil;
}
