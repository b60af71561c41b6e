namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SingleFlightCacheRemovalTests : SingleFlightCacheTestCase
{
    [Fact]
    public async Task RemoveAsync_Key_RemovesItAlone()
    {
        await GetAsync("a", "1");
        await GetAsync("ab", "2");

        Assert.Equal(1, await Cache.RemoveAsync("a", Cancel));
        Assert.Equal(0, await Cache.RemoveAsync("a", Cancel));

        Assert.False(Cache.TryGet("a", out _));
        Assert.True(Cache.TryGet("ab", out _));
    }

    [Fact]
    public async Task RemoveByTagAsync_Tag_RemovesWhatHasIt()
    {
        await GetAsync("a", "1", OneMinute with { Tags = ["red", "round", "red"] });
        await GetAsync("b", "2", OneMinute with { Tags = ["round"] });
        await GetAsync("c", "3", OneMinute with { Tags = ["redder"] });

        Assert.Equal(1, await Cache.RemoveByTagAsync("red", Cancel));
        Assert.Equal(0, await Cache.RemoveByTagAsync("red", Cancel));

        Assert.False(Cache.TryGet("a", out _));
        Assert.True(Cache.TryGet("b", out _));
        Assert.True(Cache.TryGet("c", out _));
    }

    [Fact]
    public async Task RemoveByTagAsync_EntryReplacedWithoutTheTag_StaysThere()
    {
        await Cache.SetAsync("a", "1", OneMinute with { Tags = ["red"] }, Cancel);
        await Cache.SetAsync("a", "2", OneMinute, Cancel);

        Assert.Equal(0, await Cache.RemoveByTagAsync("red", Cancel));
        Assert.True(Cache.TryGet("a", out _));
    }

    [Fact]
    public async Task ClearAsync_Prefix_LeavesTheRest()
    {
        foreach (var key in new[] { "user:1", "user:2", "users", "User:3" })
        {
            await GetAsync(key, key);
        }

        Assert.Equal(2, await Cache.ClearAsync("user:", Cancel));

        Assert.Equal(2, Cache.Statistics.Entries);
        Assert.Equal(2, await Cache.ClearAsync(cancellationToken: Cancel));
        Assert.Equal(0, Cache.Statistics.Entries);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("tag")]
    [InlineData("prefix")]
    [InlineData("all")]
    public async Task Removal_DuringAComputation_ItsValueIsGivenButDoesNotComeBack(string what)
    {
        var computation = new GatedComputation();
        var before = Cache.GetOrComputeAsync("key", computation.RunAsync, OneMinute with { Tags = ["tag"] }, Cancel).AsTask();
        await computation.Began;

        await (what switch
        {
            "key" => Cache.RemoveAsync("key", Cancel),
            "tag" => Cache.RemoveByTagAsync("tag", Cancel),
            "prefix" => Cache.ClearAsync("ke", Cancel),
            _ => Cache.ClearAsync(cancellationToken: Cancel),
        });
        var second = new GatedComputation();
        var after = Cache.GetOrComputeAsync("key", second.RunAsync, OneMinute, Cancel).AsTask();
        await second.Began;
        computation.End("old");

        Assert.Equal("old", await before);
        Assert.False(Cache.TryGet("key", out _));
        second.End("new");
        Assert.Equal("new", await after);
        Assert.Equal("new", await GetAsync("key", "other"));
    }

    [Theory]
    [InlineData("other key")]
    [InlineData("other tag")]
    public async Task Removal_OfSomethingElseDuringAComputation_ItsValueIsKept(string what)
    {
        var computation = new GatedComputation();
        var call = Cache.GetOrComputeAsync("key", computation.RunAsync, OneMinute with { Tags = ["tag"] }, Cancel).AsTask();
        await computation.Began;

        await (what == "other key" ? Cache.RemoveAsync("key2", Cancel) : Cache.RemoveByTagAsync("tag2", Cancel));
        computation.End("value");
        await call;

        Assert.True(Cache.TryGet("key", out _));
    }

    [Fact]
    public async Task RemoveAsync_WhileNobodyIsLeftToWait_CancelsTheDetachedComputation()
    {
        using var source = new CancellationTokenSource();
        var computation = new GatedComputation();
        var call = Cache.GetOrComputeAsync("key", computation.RunAsync, OneMinute, source.Token).AsTask();
        await computation.Began;
        await Cache.RemoveAsync("key", Cancel);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(computation.Token.IsCancellationRequested);
    }
}
