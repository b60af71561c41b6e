namespace WhiteMagic.Execution.Caching;

// Says that nothing in its scope that was begun by then may be taken from the second level.
internal sealed record StoreBarrier(CacheScope Scope, DateTimeOffset Raised)
{
    public bool Stops(string key, IReadOnlyList<string> tags, DateTimeOffset begun) =>
        begun <= Raised && Scope.Covers(key, tags);
}
