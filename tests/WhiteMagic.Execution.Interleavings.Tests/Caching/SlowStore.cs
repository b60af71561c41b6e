using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Interleavings.Tests.Caching;

/// <summary>A store that takes some steps before and after each thing that it does.</summary>
internal sealed class SlowStore(Exploration run, ICacheStore inner) : ICacheStore
{
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        await YieldAsync();
        var bytes = await inner.GetAsync(key, CancellationToken.None);
        await YieldAsync();
        return bytes;
    }

    public ValueTask SetAsync(string key, CacheStoreItem item, CancellationToken cancellationToken) =>
        DoAsync(() => inner.SetAsync(key, item, CancellationToken.None));

    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) =>
        DoAsync(() => inner.RemoveAsync(key, CancellationToken.None));

    public ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken) =>
        DoAsync(() => inner.RemoveByTagAsync(tag, CancellationToken.None));

    public ValueTask ClearAsync(string prefix, CancellationToken cancellationToken) =>
        DoAsync(() => inner.ClearAsync(prefix, CancellationToken.None));

    private async ValueTask DoAsync(Func<ValueTask> action)
    {
        await YieldAsync();
        await action();
        await YieldAsync();
    }

    private async Task YieldAsync()
    {
        for (var i = run.Choose(4); i > 0; i--)
        {
            await Task.Yield();
        }
    }
}
