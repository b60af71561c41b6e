namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SingleFlightCacheBoundTests : SingleFlightCacheTestCase
{
    [Fact]
    public async Task GetOrComputeAsync_MoreKeysThanEntries_HoldsAtMostThatMany()
    {
        Options = new() { MaxEntries = 100 };

        for (var i = 0; i < 1_000; i++)
        {
            await GetAsync($"key {i}", "value", OneMinute with { Tags = [$"tag {i % 7}"] });
            Assert.InRange(Cache.Statistics.Entries, 1, 100);
        }

        Assert.Equal(900, Cache.Statistics.Evictions);
        var tagged = 0;
        for (var tag = 0; tag < 7; tag++)
        {
            tagged += await Cache.RemoveByTagAsync($"tag {tag}", Cancel);
        }

        Assert.Equal(100, tagged);
        Assert.Equal(0, Cache.Statistics.Entries);
    }

    [Fact]
    public async Task GetOrComputeAsync_EntryThatIsRead_OutlivesThoseThatAreNot()
    {
        Options = new() { MaxEntries = 10 };
        await GetAsync("hot", "value");

        for (var i = 0; i < 100; i++)
        {
            await GetAsync($"cold {i}", "value");
            Assert.True(Cache.TryGet("hot", out _));
        }
    }

    [Fact]
    public async Task GetOrComputeAsync_EverythingIsRead_StillMakesRoom()
    {
        Options = new() { MaxEntries = 2 };

        for (var i = 0; i < 10; i++)
        {
            await GetAsync($"key {i}", "value");
            Assert.True(Cache.TryGet($"key {i}", out _));
        }

        Assert.Equal(2, Cache.Statistics.Entries);
    }

    [Fact]
    public async Task GetOrComputeAsync_EntryPastItsLife_MakesRoomFirst()
    {
        Options = new() { MaxEntries = 2 };
        await GetAsync("short", "value", new() { Ttl = TimeSpan.FromSeconds(1) });
        await GetAsync("long", "value");
        Assert.True(Cache.TryGet("short", out _));
        Time.Advance(TimeSpan.FromSeconds(1));

        await GetAsync("new", "value");

        Assert.True(Cache.TryGet("long", out _));
        Assert.True(Cache.TryGet("new", out _));
    }

    [Fact]
    public async Task GetOrComputeAsync_Weights_StayWithinTheBound()
    {
        Options = new() { MaxWeight = 100, Weigh = (_, value) => value!.Length };

        for (var i = 0; i < 200; i++)
        {
            await GetAsync($"key {i}", new string('x', i % 40));
            Assert.InRange(Cache.Statistics.Weight, 0, 100);
        }

        await Cache.ClearAsync(cancellationToken: Cancel);
        Assert.Equal(0, Cache.Statistics.Weight);
    }

    [Theory]
    [InlineData(101)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task GetOrComputeAsync_ValueThatIsTooHeavy_IsGivenAndNotKept(long weight)
    {
        Options = new() { MaxWeight = 100, Weigh = (_, _) => weight };

        Assert.Equal("value", await GetAsync("key", "value"));

        Assert.Equal((0, 1), (Cache.Statistics.Entries, Cache.Statistics.Rejections));
    }

    [Fact]
    public async Task GetOrComputeAsync_WeighingThrows_ValueIsGivenAndNotKept()
    {
        Options = new() { Weigh = (_, _) => throw new InvalidDataException("broken") };

        Assert.Equal("value", await GetAsync("key", "value"));

        Assert.Equal((0, 1), (Cache.Statistics.Entries, Cache.Statistics.Rejections));
    }

    [Fact]
    public async Task GetOrComputeAsync_Hit_AllocatesNothing()
    {
        var options = OneMinute;
        await GetAsync("key", "value");
        Func<CancellationToken, ValueTask<string?>> compute = _ => new("other");
        long Spend()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10_000; i++)
            {
                AssertGiven(Cache.GetOrComputeAsync("key", compute, options, Cancel));
                AssertGiven(Cache.GetOrComputeAsync("key", compute, Minute, Cancel));
                AssertGiven(Cache.GetOrComputeAsync("key", i, static (_, _) => new((string?)"other"), options, Cancel));
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Spend();

        Assert.Equal(0, Spend());
    }

    private static void AssertGiven(ValueTask<string?> call)
    {
        if (!call.IsCompletedSuccessfully || call.Result != "value")
        {
            Assert.Fail("A hit gave something else.");
        }
    }
}
