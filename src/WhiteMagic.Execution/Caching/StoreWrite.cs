namespace WhiteMagic.Execution.Caching;

internal sealed class StoreWrite<TValue>(CacheDraft<TValue> draft, TimeSpan life)
{
    public CacheDraft<TValue> Draft => draft;

    public TimeSpan Life => life;

    // Removed or replaced since it began: what it writes must go again. Under the second level's lock.
    public bool IsVoid { get; set; }

    // What stays up unless the write arrives in time.
    public StoreBarrier? Replaces { get; set; }

    // Ended for those who wait for it.
    public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
