using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SingleFlightCacheLifetimeTests : SingleFlightCacheTestCase
{
    private static readonly CacheEntryOptions Stale = new() { Ttl = Minute, StaleFor = 2 * Minute };

    [Fact]
    public async Task GetOrComputeAsync_UntilItsTtlHasPassed_GivesTheSameValue()
    {
        await GetAsync("key", "first");

        Time.Advance(Minute - TimeSpan.FromTicks(1));
        Assert.Equal("first", await GetAsync("key", "second"));
        Time.Advance(TimeSpan.FromTicks(1));

        Assert.False(Cache.TryGet("key", out _));
        Assert.Equal("second", await GetAsync("key", "second"));
        Assert.Equal((1, 2, 2), (Cache.Statistics.Hits, Cache.Statistics.Misses, Cache.Statistics.Computations));
    }

    [Fact]
    public async Task GetOrComputeAsync_TtlAsTimeSpan_IsKept()
    {
        await Cache.GetOrComputeAsync("key", _ => new((string?)"first"), Minute, Cancel);

        Assert.True(Cache.TryGet("key", out var value));
        Assert.Equal("first", value);
        Time.Advance(Minute);
        Assert.False(Cache.TryGet("key", out _));
    }

    [Fact]
    public async Task GetOrComputeAsync_UnboundedTtl_NeverEnds()
    {
        await GetAsync("key", "first", new() { Ttl = Timeout.InfiniteTimeSpan });
        await GetAsync("longest", "first", new() { Ttl = TimeSpan.MaxValue, StaleFor = TimeSpan.MaxValue });

        Time.Advance(TimeSpan.FromDays(36_500));

        Assert.Equal("first", await GetAsync("key", "second"));
        Assert.Equal("first", await GetAsync("longest", "second"));
    }

    [Fact]
    public async Task GetOrComputeAsync_Null_IsNotKeptUnlessAsked()
    {
        Assert.Null(await GetAsync("key", null));
        Assert.Equal("second", await GetAsync("key", "second"));
    }

    [Fact]
    public async Task GetOrComputeAsync_NullWithATtlOfItsOwn_IsKeptThatLong()
    {
        var options = OneMinute with { NullTtl = TimeSpan.FromSeconds(5) };
        await GetAsync("key", null, options);

        Assert.Null(await GetAsync("key", "second", options));
        Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("second", await GetAsync("key", "second", options));
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("second", await GetAsync("key", "third", options));
    }

    [Fact]
    public async Task GetOrComputeAsync_FailureWithATtl_IsGivenAgainThatLong()
    {
        var options = OneMinute with { FailureTtl = TimeSpan.FromSeconds(5) };
        var first = await Assert.ThrowsAsync<InvalidDataException>(async () => await FailAsync("key", options));

        var second = await Assert.ThrowsAsync<InvalidDataException>(async () => await GetAsync("key", "value", options));

        Assert.Same(first, second);
        Assert.False(Cache.TryGet("key", out _));
        Assert.Equal(1, Cache.Statistics.Computations);
        Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("value", await GetAsync("key", "value", options));
    }

    [Fact]
    public async Task GetOrComputeAsync_RememberedFailure_KeepsAStackTraceOfOneLength()
    {
        var options = OneMinute with { FailureTtl = Minute };
        var error = await Assert.ThrowsAsync<InvalidDataException>(async () => await FailAsync("key", options));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await FailAsync("key", options));
        var length = error.StackTrace!.Length;

        for (var i = 0; i < 10; i++)
        {
            await Assert.ThrowsAsync<InvalidDataException>(async () => await FailAsync("key", options));
        }

        Assert.Equal(length, error.StackTrace!.Length);
    }

    [Fact]
    public async Task GetOrComputeAsync_FailureWithinTheStaleWindow_GivesTheOldValue()
    {
        await GetAsync("key", "old", Stale);
        Time.Advance(3 * Minute - TimeSpan.FromTicks(1));

        Assert.Equal("old", await FailAsync("key", Stale));
        Assert.Equal("old", await FailAsync("key", Stale));
        Assert.Equal((2, 2), (Cache.Statistics.StaleServes, Cache.Statistics.Failures));

        Time.Advance(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<InvalidDataException>(async () => await FailAsync("key", Stale));
    }

    [Fact]
    public async Task GetOrComputeAsync_FailureOfACallThatDidNotAskForStale_Fails()
    {
        await GetAsync("key", "old", Stale);
        Time.Advance(Minute);

        await Assert.ThrowsAsync<InvalidDataException>(async () => await FailAsync("key"));
    }

    [Fact]
    public async Task GetOrComputeAsync_DeadlineWithinTheStaleWindow_GivesTheOldValue()
    {
        await GetAsync("key", "old", Stale);
        Time.Advance(Minute);
        var hung = new GatedComputation();
        var call = Cache.GetOrComputeAsync("key", hung.RunAsync, Stale with { Deadline = TimeSpan.FromSeconds(1) }, Cancel).AsTask();
        await hung.Began;

        Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("old", await call);
        Assert.Equal((1, 1), (Cache.Statistics.StaleServes, Cache.Statistics.Timeouts));
    }

    [Fact]
    public async Task GetOrComputeAsync_StaleValueAndRememberedFailure_ComputesAgainOnlyAfterTheFailuresTtl()
    {
        var options = Stale with { FailureTtl = TimeSpan.FromSeconds(5) };
        await GetAsync("key", "old", options);
        Time.Advance(Minute);
        Assert.Equal("old", await FailAsync("key", options));

        Assert.Equal("old", await GetAsync("key", "new", options));
        Assert.Equal((2, 2), (Cache.Statistics.Computations, Cache.Statistics.StaleServes));
        Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("new", await GetAsync("key", "new", options));
    }

    [Fact]
    public async Task GetOrComputeAsync_StaleValueClearedMeanwhile_IsNotGiven()
    {
        await GetAsync("key", "old", Stale);
        Time.Advance(Minute);
        var computation = new GatedComputation();
        var call = Cache.GetOrComputeAsync("key", computation.RunAsync, Stale, Cancel).AsTask();
        await computation.Began;

        await Cache.RemoveAsync("key", Cancel);
        computation.Fail(new InvalidDataException("broken"));

        await Assert.ThrowsAsync<InvalidDataException>(() => call);
    }

    [Fact]
    public async Task SetAsync_DuringAComputation_WinsOverItsResult()
    {
        var computation = new GatedComputation();
        var call = Cache.GetOrComputeAsync("key", computation.RunAsync, OneMinute, Cancel).AsTask();
        await computation.Began;

        await Cache.SetAsync("key", "set", OneMinute, Cancel);
        computation.End("computed");

        Assert.Equal("computed", await call);
        Assert.Equal("set", await GetAsync("key", "other"));
    }
}
