namespace WhiteMagic.Execution.Caching;

// A value to be kept, with the time at which its computation began: a removal since then must win.
internal readonly record struct CacheDraft<TValue>(
    string Key, TValue Value, DateTimeOffset BeganUtc, CacheEntryOptions Options)
{
    public TimeSpan? Ttl => Value is null ? Options.NullTtl : Options.Ttl;
}
