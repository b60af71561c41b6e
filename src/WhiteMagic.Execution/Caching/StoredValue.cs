namespace WhiteMagic.Execution.Caching;

// A value that the second level gave, its times turned into those of the cache's clock.
internal sealed record StoredValue<TValue>(TValue Value, long FreshUntil, long UsableUntil, IReadOnlyList<string> Tags);
