using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Tests.Execution.Caching;

public sealed class SingleFlightCacheInputTests : SingleFlightCacheTestCase
{
    [Fact]
    public void EveryCall_NullKey_IsRejectedByName()
    {
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => { _ = GetAsync(null!, "value"); }).ParamName);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => Cache.TryGet(null!, out _)).ParamName);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => { _ = Cache.RemoveAsync(null!, Cancel); }).ParamName);
        Assert.Equal("key", Assert.Throws<ArgumentNullException>(() => { _ = Cache.SetAsync(null!, "", OneMinute, Cancel); }).ParamName);
    }

    [Fact]
    public void GetOrComputeAsync_EmptyKey_IsRejectedByName() =>
        Assert.Equal("key", Assert.Throws<ArgumentException>(() => { _ = GetAsync("", "value"); }).ParamName);

    [Fact]
    public void GetOrComputeAsync_KeyOfTenMegabytes_IsRejectedWithWhatIsAllowed()
    {
        var key = new string('k', 10 * 1_024 * 1_024);

        var error = Assert.Throws<ArgumentException>(() => { _ = GetAsync(key, "value"); });

        Assert.Equal("key", error.ParamName);
        Assert.Contains("at most 1024", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 200);
    }

    [Fact]
    public async Task GetOrComputeAsync_LongestKey_IsAllowed()
    {
        Options = new() { MaxKeyLength = 5 };

        Assert.Equal("value", await GetAsync("12345", "value"));
        Assert.Throws<ArgumentException>(() => { _ = GetAsync("123456", "value"); });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-36_000_000_000)]
    [InlineData(long.MinValue)]
    public void Lifetimes_ZeroOrNegative_AreRejectedWithWhatIsAllowed(long ticks)
    {
        var wrong = TimeSpan.FromTicks(ticks);

        AssertRejected("Ttl", () => new() { Ttl = wrong });
        AssertRejected("NullTtl", () => new() { Ttl = Minute, NullTtl = wrong });
        AssertRejected("FailureTtl", () => new() { Ttl = Minute, FailureTtl = wrong });
        AssertRejected("StaleFor", () => new() { Ttl = Minute, StaleFor = wrong });
        AssertRejected("Deadline", () => new() { Ttl = Minute, Deadline = wrong });
        var error = Assert.Throws<ArgumentOutOfRangeException>(
            () => { _ = Cache.GetOrComputeAsync("key", _ => new((string?)""), wrong, Cancel); });
        Assert.Equal("ttl", error.ParamName);
    }

    [Fact]
    public void Deadline_LongerThanATimerTakes_IsRejected() =>
        AssertRejected("Deadline", () => new() { Ttl = Minute, Deadline = TimeSpan.FromDays(50) });

    [Fact]
    public async Task Deadline_Infinite_IsAllowed() =>
        Assert.Equal("value", await GetAsync("key", "value", OneMinute with { Deadline = Timeout.InfiniteTimeSpan }));

    [Fact]
    public void Tags_WrongOnes_AreRejected()
    {
        Assert.Throws<ArgumentNullException>(() => OneMinute with { Tags = null! });
        Assert.Throws<ArgumentNullException>(() => OneMinute with { Tags = [null!] });
        Assert.Throws<ArgumentException>(() => OneMinute with { Tags = [""] });
        Assert.Throws<ArgumentException>(() => OneMinute with { Tags = [new string('t', 257)] });
        Assert.Throws<ArgumentException>(() => OneMinute with { Tags = [.. Enumerable.Range(0, 65).Select(i => $"{i}")] });
        Assert.Throws<ArgumentException>(() => { _ = Cache.RemoveByTagAsync("", Cancel); });
        Assert.Throws<ArgumentNullException>(() => { _ = Cache.ClearAsync(null!, Cancel); });
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

        Assert.Throws<ArgumentNullException>(() => { _ = Cache.GetOrComputeAsync("key", null!, OneMinute, Cancel); });
        Assert.Throws<ArgumentNullException>(() => { _ = Cache.GetOrComputeAsync("key", null!, Minute, Cancel); });
        Assert.Throws<ArgumentNullException>(() => { _ = Cache.GetOrComputeAsync("key", _ => new((string?)""), null!, Cancel); });
    }

    [Fact]
    public async Task GetOrComputeAsync_SchedulerThatRefuses_FailsAndLeavesNoFlight()
    {
        Options = new() { Scheduler = new RefusingScheduler() };

        await Assert.ThrowsAsync<TaskSchedulerException>(async () => await GetAsync("key", "value"));
        await Assert.ThrowsAsync<TaskSchedulerException>(async () => await GetAsync("key", "value"));
    }

    private static void AssertRejected(string name, Func<CacheEntryOptions> make)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(make);

        Assert.Equal(name, error.ParamName);
        Assert.Contains("must be greater than zero", error.Message, StringComparison.Ordinal);
        Assert.Contains("Timeout.InfiniteTimeSpan", error.Message, StringComparison.Ordinal);
    }
}
