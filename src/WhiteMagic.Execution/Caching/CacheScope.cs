namespace WhiteMagic.Execution.Caching;

internal readonly record struct CacheScope(CacheScopeKind Kind, string Text)
{
    public bool Covers(string key, IReadOnlyList<string> tags) => Kind switch
    {
        CacheScopeKind.Key => key == Text,
        CacheScopeKind.Tag => tags.Contains(Text, StringComparer.Ordinal),
        _ => key.StartsWith(Text, StringComparison.Ordinal),
    };
}
