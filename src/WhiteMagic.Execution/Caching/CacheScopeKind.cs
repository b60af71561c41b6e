namespace WhiteMagic.Execution.Caching;

internal enum CacheScopeKind
{
    Key,
    Tag,
    Prefix,
}
