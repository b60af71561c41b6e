using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

// A store that does what it is told to before it does what it should.
internal sealed class DisturbedStore(ICacheStore inner) : ICacheStore
{
    public Func<CancellationToken, ValueTask> BeforeGet { get; set; } = _ => default;

    public Func<CancellationToken, ValueTask> AfterGet { get; set; } = _ => default;

    public Func<CancellationToken, ValueTask> BeforeSet { get; set; } = _ => default;

    public Func<CancellationToken, ValueTask> BeforeRemove { get; set; } = _ => default;

    public Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Distort { get; set; } = bytes => bytes;

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        await BeforeGet(cancellationToken);
        var bytes = await inner.GetAsync(key, CancellationToken.None);
        await AfterGet(cancellationToken);
        return bytes is null ? null : Distort(bytes.Value);
    }

    public async ValueTask SetAsync(string key, CacheStoreItem item, CancellationToken cancellationToken)
    {
        await BeforeSet(cancellationToken);
        await inner.SetAsync(key, item, CancellationToken.None);
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        await BeforeRemove(cancellationToken);
        await inner.RemoveAsync(key, CancellationToken.None);
    }

    public async ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken)
    {
        await BeforeRemove(cancellationToken);
        await inner.RemoveByTagAsync(tag, CancellationToken.None);
    }

    public async ValueTask ClearAsync(string prefix, CancellationToken cancellationToken)
    {
        await BeforeRemove(cancellationToken);
        await inner.ClearAsync(prefix, CancellationToken.None);
    }
}
