using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

/// <summary>What every second level does, wherever it keeps its bytes; a test class of an implementation inherits the tests.</summary>
public abstract class CacheStoreConformance
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty store that measures lifetimes by the given clock; the test class closes it.</summary>
    protected abstract ValueTask<ICacheStore> OpenAsync(TimeProvider time);

    [Fact]
    public async Task GetAsync_KeyThatWasNeverSet_GivesNull()
    {
        var store = await OpenAsync(Time);

        Assert.Null(await store.GetAsync("key", Cancel));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task GetAsync_AfterSet_GivesTheSameBytes(int length)
    {
        var store = await OpenAsync(Time);
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);

        await store.SetAsync("key", new() { Bytes = bytes, TimeToLive = Minute }, Cancel);

        Assert.Equal(bytes, (await store.GetAsync("key", Cancel))!.Value.ToArray());
    }

    [Fact]
    public async Task SetAsync_BytesChangedAfterwards_KeepsThemAsTheyWere()
    {
        var store = await OpenAsync(Time);
        byte[] bytes = [1, 2, 3];
        await store.SetAsync("key", new() { Bytes = bytes }, Cancel);

        bytes[0] = 9;

        Assert.Equal([1, 2, 3], (await store.GetAsync("key", Cancel))!.Value.ToArray());
    }

    [Fact]
    public async Task SetAsync_Again_ReplacesBytesTagsAndLifetime()
    {
        var store = await OpenAsync(Time);
        await store.SetAsync("key", new() { Bytes = new byte[] { 1 }, TimeToLive = Minute, Tags = ["old"] }, Cancel);

        await store.SetAsync("key", new() { Bytes = new byte[] { 2 }, TimeToLive = 3 * Minute, Tags = ["new"] }, Cancel);
        Time.Advance(2 * Minute);
        await store.RemoveByTagAsync("old", Cancel);

        Assert.Equal([2], (await store.GetAsync("key", Cancel))!.Value.ToArray());
    }

    [Fact]
    public async Task GetAsync_AfterItsTimeToLive_GivesNull()
    {
        var store = await OpenAsync(Time);
        await SetAsync(store, "short", Minute);
        await SetAsync(store, "endless", null);
        await SetAsync(store, "longest", TimeSpan.MaxValue);

        Time.Advance(Minute);

        Assert.Null(await store.GetAsync("short", Cancel));
        Assert.NotNull(await store.GetAsync("endless", Cancel));
        Assert.NotNull(await store.GetAsync("longest", Cancel));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("with space * ? [x] \\ {0} %20")]
    [InlineData("日本語\u0301 🎉")]
    public async Task EveryKey_StandsForItselfAlone(string key)
    {
        var store = await OpenAsync(Time);
        await SetAsync(store, key, Minute);
        await SetAsync(store, key + "2", Minute);
        await SetAsync(store, "x" + key, Minute);

        await store.RemoveAsync(key, Cancel);
        await store.RemoveAsync(key, Cancel);

        Assert.Null(await store.GetAsync(key, Cancel));
        Assert.NotNull(await store.GetAsync(key + "2", Cancel));
        await store.ClearAsync(key, Cancel);
        Assert.Null(await store.GetAsync(key + "2", Cancel));
        Assert.NotNull(await store.GetAsync("x" + key, Cancel));
    }

    [Fact]
    public async Task RemoveByTagAsync_Tag_RemovesWhatHasItAndNothingElse()
    {
        var store = await OpenAsync(Time);
        await SetAsync(store, "a", Minute, "red", "round");
        await SetAsync(store, "b", Minute, "round");
        await SetAsync(store, "c", Minute, "Red", "redder");

        await store.RemoveByTagAsync("red", Cancel);

        Assert.Null(await store.GetAsync("a", Cancel));
        Assert.NotNull(await store.GetAsync("b", Cancel));
        Assert.NotNull(await store.GetAsync("c", Cancel));
    }

    [Fact]
    public async Task ClearAsync_EmptyPrefix_RemovesEverything()
    {
        var store = await OpenAsync(Time);
        await SetAsync(store, "a", Minute, "red");
        await SetAsync(store, "b", null);

        await store.ClearAsync("", Cancel);

        Assert.Null(await store.GetAsync("a", Cancel));
        Assert.Null(await store.GetAsync("b", Cancel));
    }

    [Fact]
    public async Task EveryCall_CancelledBefore_ThrowsOperationCanceled()
    {
        var store = await OpenAsync(Time);
        var token = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.GetAsync("key", token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await store.SetAsync("key", new() { Bytes = new byte[1] }, token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.RemoveAsync("key", token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.RemoveByTagAsync("tag", token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await store.ClearAsync("", token));
    }

    [Fact]
    public async Task ManyCallsAtOnce_LeaveEachKeyWithBytesThatWereSetForIt()
    {
        var store = await OpenAsync(Time);

        await Parallel.ForAsync(0, 1_000, Cancel, async (i, token) =>
        {
            var key = $"key {i % 20}";
            await store.SetAsync(key, new() { Bytes = new[] { (byte)(i % 20) }, Tags = [$"tag {i % 3}"] }, token);
            var got = await store.GetAsync(key, token);
            Assert.True(got is null || got.Value.Span[0] == i % 20);
            if (i % 50 == 0)
            {
                await store.RemoveByTagAsync($"tag {i % 3}", token);
            }
        });

        await store.ClearAsync("key ", Cancel);
        Assert.Null(await store.GetAsync("key 1", Cancel));
    }

    private static ValueTask SetAsync(ICacheStore store, string key, TimeSpan? life, params string[] tags) =>
        store.SetAsync(key, new() { Bytes = new byte[] { 7 }, TimeToLive = life, Tags = tags }, Cancel);
}
