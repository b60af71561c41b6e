namespace WhiteMagic.Execution.Caching;

internal sealed class StateFlight<TValue, TState>(
    object owner, string key, CacheEntryOptions options, CacheComputation<TValue, TState> computation)
    : Flight<TValue>(owner, key, options)
{
    public override ValueTask<TValue> ComputeAsync() => computation.Compute(computation.State, Token);
}
