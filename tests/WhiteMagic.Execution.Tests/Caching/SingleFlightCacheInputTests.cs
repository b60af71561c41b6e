using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SingleFlightCacheInputTests : SingleFlightCacheTestCase
{
    [Fact]
    public async Task EveryCall_NullKey_IsRejectedByName()
    {
        await AssertNullKeyAsync(async () => await GetAsync(null!, "value"));
        await AssertNullKeyAsync(() => Task.FromResult(Cache.TryGet(null!, out _)));
        await AssertNullKeyAsync(async () => await Cache.RemoveAsync(null!, Cancel));
        await AssertNullKeyAsync(async () => await Cache.SetAsync(null!, "", OneMinute, Cancel));
    }

    [Fact]
    public async Task GetOrComputeAsync_EmptyKey_IsRejectedByName() =>
        Assert.Equal("key", (await Assert.ThrowsAsync<ArgumentException>(async () => await GetAsync("", "value"))).ParamName);

    [Fact]
    public async Task GetOrComputeAsync_KeyOfTenMegabytes_IsRejectedWithWhatIsAllowed()
    {
        var key = new string('k', 10 * 1_024 * 1_024);

        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await GetAsync(key, "value"));

        Assert.Equal("key", error.ParamName);
        Assert.Contains("at most 1024", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 200);
    }

    [Fact]
    public async Task GetOrComputeAsync_LongestKey_IsAllowed()
    {
        Options = new() { MaxKeyLength = 5 };

        Assert.Equal("value", await GetAsync("12345", "value"));
        await Assert.ThrowsAsync<ArgumentException>(async () => await GetAsync("123456", "value"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-36_000_000_000)]
    [InlineData(long.MinValue)]
    public async Task Lifetimes_ZeroOrNegative_AreRejectedWithWhatIsAllowed(long ticks)
    {
        var wrong = TimeSpan.FromTicks(ticks);

        AssertRejected("Ttl", () => new() { Ttl = wrong });
        AssertRejected("NullTtl", () => new() { Ttl = Minute, NullTtl = wrong });
        AssertRejected("FailureTtl", () => new() { Ttl = Minute, FailureTtl = wrong });
        AssertRejected("StaleFor", () => new() { Ttl = Minute, StaleFor = wrong });
        AssertRejected("Deadline", () => new() { Ttl = Minute, Deadline = wrong });
        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await Cache.GetOrComputeAsync("key", _ => new((string?)""), wrong, Cancel));
        Assert.Equal("ttl", error.ParamName);
    }

    [Fact]
    public void Deadline_LongerThanATimerTakes_IsRejected() =>
        AssertRejected("Deadline", () => new() { Ttl = Minute, Deadline = TimeSpan.FromDays(50) });

    [Fact]
    public async Task Deadline_Infinite_IsAllowed() =>
        Assert.Equal("value", await GetAsync("key", "value", OneMinute with { Deadline = Timeout.InfiniteTimeSpan }));

    [Fact]
    public async Task Tags_WrongOnes_AreRejected()
    {
        Assert.Throws<ArgumentNullException>(() => OneMinute with { Tags = null! });
        Assert.Throws<ArgumentNullException>(() => OneMinute with { Tags = [null!] });
        Assert.Throws<ArgumentException>(() => OneMinute with { Tags = [""] });
        Assert.Throws<ArgumentException>(() => OneMinute with { Tags = [new string('t', 257)] });
        Assert.Throws<ArgumentException>(() => OneMinute with { Tags = [.. Enumerable.Range(0, 65).Select(i => $"{i}")] });
        await Assert.ThrowsAsync<ArgumentException>(async () => await Cache.RemoveByTagAsync("", Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await Cache.ClearAsync(null!, Cancel));
    }

    [Fact]
    public void Tags_ListChangedAfterwards_StayAsGiven()
    {
        var tags = new List<string> { "red" };
        var options = OneMinute with { Tags = tags };

        tags.Add("blue");

        Assert.Equal(["red"], options.Tags);
    }

    [Fact]
    public void Bounds_LessThanOne_AreRejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SingleFlightCacheOptions<string> { MaxEntries = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SingleFlightCacheOptions<string> { MaxWeight = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SingleFlightCacheOptions<string> { MaxKeyLength = 0 });
        Assert.Throws<ArgumentNullException>(() => new SingleFlightCacheOptions<string> { TimeProvider = null! });
        Assert.Throws<ArgumentNullException>(() => new SingleFlightCacheOptions<string> { Scheduler = null! });
    }

    [Fact]
    public async Task GetOrComputeAsync_NullFunctionOrOptions_IsRejectedEvenOnAHit()
    {
        await GetAsync("key", "value");

        await Assert.ThrowsAsync<ArgumentNullException>(
            async () => await Cache.GetOrComputeAsync("key", null!, OneMinute, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(
            async () => await Cache.GetOrComputeAsync("key", null!, Minute, Cancel));
        await Assert.ThrowsAsync<ArgumentNullException>(
            async () => await Cache.GetOrComputeAsync("key", _ => new((string?)""), null!, Cancel));
    }

    [Fact]
    public async Task GetOrComputeAsync_SchedulerThatRefuses_FailsAndLeavesNoFlight()
    {
        Options = new() { Scheduler = new RefusingScheduler() };

        await Assert.ThrowsAsync<TaskSchedulerException>(async () => await GetAsync("key", "value"));
        await Assert.ThrowsAsync<TaskSchedulerException>(async () => await GetAsync("key", "value"));
    }

    private static async Task AssertNullKeyAsync(Func<Task> call) =>
        Assert.Equal("key", (await Assert.ThrowsAsync<ArgumentNullException>(call)).ParamName);

    private static void AssertRejected(string name, Func<CacheEntryOptions> make)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(make);

        Assert.Equal(name, error.ParamName);
        Assert.Contains("must be greater than zero", error.Message, StringComparison.Ordinal);
        Assert.Contains("Timeout.InfiniteTimeSpan", error.Message, StringComparison.Ordinal);
    }
}
