namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SingleFlightCacheReentryTests : SingleFlightCacheTestCase
{
    [Fact]
    public async Task GetOrComputeAsync_FromTheKeysOwnComputation_ThrowsInsteadOfWaitingForEver()
    {
        var call = Cache.GetOrComputeAsync("key", async _ => await GetAsync("key", "inner"), OneMinute, Cancel);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);

        Assert.Contains("'key'", error.Message, StringComparison.Ordinal);
        Assert.Equal("value", await GetAsync("key", "value"));
    }

    [Fact]
    public async Task GetOrComputeAsync_FromAnInnerComputation_ThrowsAsWell()
    {
        var call = Cache.GetOrComputeAsync(
            "a",
            async token => await Cache.GetOrComputeAsync("b", async _ => await GetAsync("a", "inner"), OneMinute, token),
            OneMinute,
            Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
    }

    [Fact]
    public async Task GetOrComputeAsync_TwoComputationsThatAskForEachOther_OneIsRefused()
    {
        var first = new GatedComputation();
        var second = new GatedComputation();
        var a = Cache.GetOrComputeAsync(
            "a", async token => { await first.RunAsync(token); return await GetAsync("b", "b in a"); }, OneMinute, Cancel).AsTask();
        var b = Cache.GetOrComputeAsync(
            "b", async token => { await second.RunAsync(token); return await GetAsync("a", "a in b"); }, OneMinute, Cancel).AsTask();
        await Task.WhenAll(first.Began, second.Began);

        first.End("");
        second.End("");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(a, b));
        Assert.True(a.IsFaulted && b.IsFaulted);
    }

    [Fact]
    public async Task GetOrComputeAsync_FromTheComputationOfAnotherKey_Works()
    {
        var value = await Cache.GetOrComputeAsync(
            "a", async token => await GetAsync("b", "b") + await GetAsync("c", "c"), OneMinute, Cancel);

        Assert.Equal("bc", value);
        Assert.Equal(3, Cache.Statistics.Entries);
    }

    [Fact]
    public async Task GetOrComputeAsync_KeyRemovedByItsOwnComputation_StillRefusesItself()
    {
        var call = Cache.GetOrComputeAsync(
            "key",
            async token =>
            {
                await Cache.RemoveAsync("key", token);
                return await GetAsync("key", "inner");
            },
            OneMinute,
            Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await call);
    }

    [Fact]
    public async Task GetOrComputeAsync_FromWorkThatOutlivesItsComputation_Works()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string?>? later = null;
        await Cache.GetOrComputeAsync(
            "key",
            _ =>
            {
                later = Task.Run(async () => { await ended.Task; return await GetAsync("key", "later"); }, Cancel);
                return new((string?)"value");
            },
            OneMinute,
            Cancel);
        await Cache.RemoveAsync("key", Cancel);

        ended.SetResult();

        Assert.Equal("later", await later!);
    }
}
