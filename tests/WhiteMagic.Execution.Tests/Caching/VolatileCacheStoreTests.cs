using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

public sealed class VolatileCacheStoreTests : CacheStoreConformance
{
    protected override ValueTask<ICacheStore> OpenAsync(TimeProvider time) => new(new VolatileCacheStore(time));

    [Fact]
    public async Task GetAsync_ItemPastItsLife_LetsGoOfItsBytes()
    {
        var store = new VolatileCacheStore(Time);
        var cancel = TestContext.Current.CancellationToken;
        await store.SetAsync("key", new() { Bytes = new byte[8], TimeToLive = TimeSpan.FromSeconds(1) }, cancel);
        Time.Advance(TimeSpan.FromSeconds(1));

        await store.GetAsync("key", cancel);

        Assert.Equal(0, store.Count);
    }
}
