using System.Text;
using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SecondLevelTests : SingleFlightCacheTestCase
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly VolatileCacheStore _inner;
    private readonly DisturbedStore _store;

    public SecondLevelTests()
    {
        _inner = new(Time);
        _store = new(_inner);
        Options = With(1);
    }

    private CacheStatistics Seen => Cache.Statistics;

    [Fact]
    public async Task GetOrComputeAsync_ValueOfAnotherCache_IsTakenWithoutComputing()
    {
        await ComputeElsewhereAsync("key", "there", OneMinute with { Tags = ["red"] });

        Assert.Equal("there", await GetAsync("key", "here"));

        Assert.Equal((0, 1), (Seen.Computations, Seen.StoreHits));
        Assert.Equal(1, await Cache.RemoveByTagAsync("red", Cancel));
    }

    [Fact]
    public async Task GetOrComputeAsync_ValueOfAnotherCache_EndsWhenItWouldThere()
    {
        await ComputeElsewhereAsync("key", "there", OneMinute);
        Time.Advance(Minute / 2);
        Assert.Equal("there", await GetAsync("key", "here"));

        Time.Advance(Minute / 2);

        Assert.Equal("here", await GetAsync("key", "here"));
    }

    [Fact]
    public async Task GetOrComputeAsync_NullOfAnotherCache_IsTakenOnlyWhereNullsAreKept()
    {
        var keeping = OneMinute with { NullTtl = Minute };
        await ComputeElsewhereAsync("key", null, keeping);

        Assert.Equal("here", await GetAsync("key", "here"));
        await Cache.RemoveAsync("key", Cancel);
        await ComputeElsewhereAsync("key", null, keeping);

        Assert.Null(await GetAsync("key", "here", keeping));
    }

    [Fact]
    public async Task GetOrComputeAsync_StaleValueOfAnotherCache_StandsInForAFailure()
    {
        var stale = OneMinute with { StaleFor = Minute };
        await ComputeElsewhereAsync("key", "there", stale);
        Time.Advance(Minute);

        Assert.Equal("there", await FailAsync("key", stale));
    }

    [Fact]
    public async Task GetOrComputeAsync_ManyCallers_AskTheStoreOnce()
    {
        var asked = 0;
        var gate = new Gate();
        _store.BeforeGet = token =>
        {
            Interlocked.Increment(ref asked);
            return gate.PassAsync(token);
        };
        var calls = Enumerable.Range(0, 1_000).Select(_ => GetAsync("key", "value").AsTask()).ToArray();
        await gate.Came;

        gate.Open();

        Assert.All(await Task.WhenAll(calls), value => Assert.Equal("value", value));
        Assert.Equal((1, 1L), (asked, Seen.Computations));
    }

    [Fact]
    public async Task GetOrComputeAsync_StoreIsAway_ComputesAndCounts()
    {
        _store.BeforeGet = _store.BeforeSet = _store.BeforeRemove = _ => throw new IOException("away");

        Assert.Equal("value", await GetAsync("key", "value"));
        await Cache.FlushAsync(Cancel);
        Assert.Equal("value", await GetAsync("key", "other"));
        Assert.Equal(1, await Cache.RemoveAsync("key", Cancel));

        Assert.Equal(3, Seen.StoreFailures);
    }

    [Fact]
    public async Task GetOrComputeAsync_StoreNeverAnswers_ComputesAfterTheLimit()
    {
        var gate = new Gate();
        _store.BeforeGet = gate.PassAsync;
        var call = GetAsync("key", "value").AsTask();
        await gate.Came;

        await Time.WhenTimerAsync(Limit);
        Time.Advance(Limit);

        Assert.Equal("value", await call);
        Assert.Equal(1, Seen.StoreFailures);
        gate.Open();
    }

    [Fact]
    public async Task GetOrComputeAsync_StoreBlocksItsThread_ComputesAfterTheLimit()
    {
        using var blocked = new ManualResetEventSlim();
        var came = new Gate();
        _store.BeforeGet = token =>
        {
            came.Come();
            blocked.Wait(CancellationToken.None);
            return default;
        };
        var call = GetAsync("key", "value").AsTask();
        await came.Came;

        await Time.WhenTimerAsync(Limit);
        Time.Advance(Limit);

        Assert.Equal("value", await call);
        blocked.Set();
    }

    [Fact]
    public async Task SetAsync_StoreNeverAnswers_EndsAfterTheLimit()
    {
        var gate = new Gate();
        _store.BeforeSet = gate.PassAsync;
        var call = Cache.SetAsync("key", "value", OneMinute, Cancel).AsTask();
        await gate.Came;

        await Time.WhenTimerAsync(Limit);
        Time.Advance(Limit);
        await call;

        Assert.True(Cache.TryGet("key", out _));
        Assert.Equal(1, Seen.StoreFailures);
        gate.Open();
    }

    [Fact]
    public async Task SetAsync_StoreFails_ItsOldValueDoesNotComeBack()
    {
        await ComputeElsewhereAsync("key", "old", OneMinute with { Ttl = 10 * Minute });
        _store.BeforeSet = _ => throw new IOException("away");
        await Cache.SetAsync("key", "set", OneMinute, Cancel);
        Time.Advance(Minute);

        Assert.Equal("new", await GetAsync("key", "new"));
    }

    [Fact]
    public async Task SetAsync_NullThatIsNotKept_RemovesWhatTheStoreHas()
    {
        await ComputeElsewhereAsync("key", "old", OneMinute);

        await Cache.SetAsync("key", null, OneMinute, Cancel);

        Assert.Equal(0, _inner.Count);
        Assert.Equal("new", await GetAsync("key", "new"));
    }

    [Fact]
    public async Task SetAsync_Value_IsTakenByOtherCaches()
    {
        await Cache.SetAsync("key", "set", OneMinute, Cancel);
        await Cache.ClearAsync("other", Cancel);
        using var other = new SingleFlightCache<string?>(With(1) with { TimeProvider = Time });

        Assert.Equal("set", await other.GetOrComputeAsync("key", _ => new((string?)"here"), OneMinute, Cancel));
    }

    [Fact]
    public void StoreBarriers_MoreThanTheirBound_StopEverythingThatIsOlder()
    {
        var barriers = new StoreBarriers();
        var start = Time.GetUtcNow();
        for (var i = 0; i <= StoreBarriers.Most; i++)
        {
            barriers.Raise(new(new(CacheScopeKind.Key, $"key {i}"), start.AddSeconds(i)));
        }

        Assert.True(barriers.Stop("key 0", [], start));
        Assert.True(barriers.Stop("another", [], start));
        Assert.False(barriers.Stop("another", [], start.AddTicks(1)));
        Assert.True(barriers.Stop("key 1", [], start.AddSeconds(1)));
    }

    [Fact]
    public async Task RemoveAsync_StoreFails_ItsOldValueIsNotTakenAnyMore()
    {
        await ComputeElsewhereAsync("a", "old", OneMinute with { Tags = ["red"] });
        await ComputeElsewhereAsync("b", "old", OneMinute);
        _store.BeforeRemove = _ => throw new IOException("away");

        await Cache.RemoveByTagAsync("red", Cancel);
        await Cache.ClearAsync("b", Cancel);

        Assert.Equal(2, _inner.Count);
        Assert.Equal("new", await GetAsync("a", "new"));
        Assert.Equal("new", await GetAsync("b", "new"));
    }

    [Fact]
    public async Task GetOrComputeAsync_EveryDamagedByte_IsAMissThatIsCounted()
    {
        await ComputeElsewhereAsync("key", "there", OneMinute with { Tags = ["red"] });
        var length = (await _inner.GetAsync("key", Cancel))!.Value.Length;
        for (var at = 0; at < length; at++)
        {
            _store.Distort = bytes =>
            {
                var damaged = bytes.ToArray();
                damaged[at] ^= 0x10;
                return damaged;
            };
            using var cache = new SingleFlightCache<string?>(With(1) with { TimeProvider = Time });

            Assert.Equal("here", await cache.GetOrComputeAsync("key", _ => new((string?)"here"), OneMinute, Cancel));
            Assert.Equal(1, cache.Statistics.StoreDamages);
            _store.Distort = bytes => bytes;
            await cache.FlushAsync(Cancel);
            await ComputeElsewhereAsync("key", "there", OneMinute with { Tags = ["red"] });
        }
    }

    [Fact]
    public async Task GetOrComputeAsync_BytesCutShort_AreAMiss()
    {
        await ComputeElsewhereAsync("key", "there", OneMinute);
        var bytes = (await _inner.GetAsync("key", Cancel))!.Value;
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.False(CacheEnvelope.TryRead("key", bytes[..length], out _));
        }

        Assert.True(CacheEnvelope.TryRead("key", bytes, out _));
        Assert.False(CacheEnvelope.TryRead("kez", bytes, out _));
    }

    [Fact]
    public async Task GetOrComputeAsync_BytesOfAnotherVersion_AreAMiss()
    {
        await ComputeElsewhereAsync("key", "there", OneMinute);
        Options = With(2);

        Assert.Equal("here", await GetAsync("key", "here"));
        Assert.Equal(1, Seen.StoreDamages);
    }

    [Fact]
    public async Task GetOrComputeAsync_BytesThatTheSerializerRefuses_AreAMiss()
    {
        await ComputeElsewhereAsync("key", "unreadable", OneMinute);

        Assert.Equal("here", await GetAsync("key", "here"));
        Assert.Equal(1, Seen.StoreDamages);
    }

    [Fact]
    public async Task GetOrComputeAsync_ValueThatDoesNotSerialize_IsGivenAndKeptHere()
    {
        Assert.Equal("unserializable", await GetAsync("key", "unserializable"));
        await Cache.FlushAsync(Cancel);

        Assert.Equal("unserializable", await GetAsync("key", "other"));
        Assert.Equal((1, 0), (Seen.SerializationFailures, _inner.Count));
    }

    [Fact]
    public async Task GetOrComputeAsync_Bytes_HaveTheLayoutThatIsWrittenDown()
    {
        await GetAsync("key", "value", new() { Ttl = Timeout.InfiniteTimeSpan, Tags = ["red"] });
        await Cache.FlushAsync(Cancel);

        var bytes = (await _inner.GetAsync("key", Cancel))!.Value.ToArray();

        Assert.Equal("WMC\u0001", Encoding.ASCII.GetString(bytes[..4]));
        Assert.Equal("01000000" + "00", Convert.ToHexString(bytes[8..13]));
        Assert.Equal(Time.GetUtcNow().UtcTicks, BitConverter.ToInt64(bytes, 13));
        Assert.Equal(DateTimeOffset.MaxValue.UtcTicks, BitConverter.ToInt64(bytes, 21));
        Assert.Equal("01000300" + Convert.ToHexString("redvalue"u8), Convert.ToHexString(bytes[37..]));
    }

    private SingleFlightCacheOptions<string?> With(int version) => new()
    {
        SecondLevel = new() { Store = _store, Serializer = new TextSerializer(version), Timeout = Limit },
    };

    private async Task ComputeElsewhereAsync(string key, string? value, CacheEntryOptions options)
    {
        var level = new SecondLevelOptions<string?> { Store = _inner, Serializer = new TextSerializer() };
        using var other = new SingleFlightCache<string?>(new() { TimeProvider = Time, SecondLevel = level });
        await other.SetAsync(key, value, options, Cancel);
    }
}
