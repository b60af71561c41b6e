namespace WhiteMagic.Execution.Caching;

internal enum CacheEvent
{
    Miss,
    Computation,
    Failure,
    Timeout,
    Abandonment,
    Eviction,
    Rejection,
    StaleServe,
    StoreHit,
    StoreMiss,
    StoreFailure,
    StoreDamage,
    SerializationFailure,
}
