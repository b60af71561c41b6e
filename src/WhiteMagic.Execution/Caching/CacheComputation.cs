namespace WhiteMagic.Execution.Caching;

internal readonly record struct CacheComputation<TValue, TState>(
    TState State, Func<TState, CancellationToken, ValueTask<TValue>> Compute);
