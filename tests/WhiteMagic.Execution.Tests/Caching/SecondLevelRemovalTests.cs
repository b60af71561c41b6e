using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SecondLevelRemovalTests : SingleFlightCacheTestCase
{
    private readonly VolatileCacheStore _inner;
    private readonly DisturbedStore _store;

    public SecondLevelRemovalTests()
    {
        _inner = new(Time);
        _store = new(_inner);
        Options = new() { SecondLevel = new() { Store = _store, Serializer = new TextSerializer() } };
    }

    [Fact]
    public async Task RemoveAsync_WhileAValueIsBeingWritten_ItIsGoneWhenTheWriteArrives()
    {
        var gate = new Gate();
        _store.BeforeSet = gate.PassAsync;
        await GetAsync("key", "old");
        await gate.Came;
        await Cache.RemoveAsync("key", Cancel);
        Assert.Equal("new", await GetAsync("key", "new"));
        var flush = Cache.FlushAsync(Cancel);

        gate.Open();
        await flush;

        Assert.Equal(0, _inner.Count);
        Assert.Equal("new", await GetAsync("key", "newer"));
    }

    [Fact]
    public async Task RemoveAsync_WhileTheStoreIsRead_ItsOldValueDoesNotComeBack()
    {
        await ComputeElsewhereAsync("key", "old", OneMinute with { Tags = ["red"] });
        var gate = new Gate();
        _store.AfterGet = gate.PassAsync;
        var call = GetAsync("key", "computed").AsTask();
        await gate.Came;

        await Cache.RemoveByTagAsync("red", Cancel);
        gate.Open();

        Assert.Equal("computed", await call);
        Assert.Equal("computed", await GetAsync("key", "other"));
    }

    [Fact]
    public async Task RemoveAsync_EndsWhileALaterCallReadsTheStore_ItsOldValueDoesNotComeBack()
    {
        await ComputeElsewhereAsync("key", "old", OneMinute);
        var removing = new Gate();
        var reading = new Gate();
        _store.BeforeRemove = removing.PassAsync;
        _store.AfterGet = reading.PassAsync;
        var removal = Cache.RemoveAsync("key", Cancel).AsTask();
        var call = GetAsync("key", "new").AsTask();
        await reading.Came;
        removing.Open();
        await removal;

        reading.Open();

        Assert.Equal("new", await call);
    }

    [Fact]
    public async Task FlushAsync_WhileALateValueIsTakenBack_WaitsForThat()
    {
        var (writing, takingBack) = (new Gate(), new Gate());
        _store.BeforeSet = writing.PassAsync;
        await GetAsync("key", "old");
        await writing.Came;
        await Cache.RemoveAsync("key", Cancel);
        _store.BeforeRemove = takingBack.PassAsync;
        writing.Open();
        await takingBack.Came;

        var flush = Cache.FlushAsync(Cancel);

        Assert.False(flush.IsCompleted);
        takingBack.Open();
        await flush;
        Assert.Equal(0, _inner.Count);
    }

    [Fact]
    public async Task GetOrComputeAsync_WhileALateValueIsTakenBack_DoesNotTakeIt()
    {
        var takingBack = new Gate();
        var writing = new Gate();
        _store.BeforeSet = writing.PassAsync;
        await GetAsync("key", "old");
        await writing.Came;
        await Cache.RemoveAsync("key", Cancel);
        _store.BeforeRemove = takingBack.PassAsync;
        writing.Open();
        await takingBack.Came;

        Assert.Equal("new", await GetAsync("key", "new"));

        takingBack.Open();
        await Cache.FlushAsync(Cancel);
    }

    private async Task ComputeElsewhereAsync(string key, string? value, CacheEntryOptions options)
    {
        var level = new SecondLevelOptions<string?> { Store = _inner, Serializer = new TextSerializer() };
        using var other = new SingleFlightCache<string?>(new() { TimeProvider = Time, SecondLevel = level });
        await other.SetAsync(key, value, options, Cancel);
    }
}
