using CsCheck;
using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SingleFlightCacheModelTests
{
    private static readonly CacheEntryOptions[] Options =
    [
        new() { Ttl = TimeSpan.FromSeconds(5) },
        new() { Ttl = TimeSpan.FromSeconds(3), Tags = ["red"], StaleFor = TimeSpan.FromSeconds(4) },
        new() { Ttl = TimeSpan.FromSeconds(5), Tags = ["red", "round"], NullTtl = TimeSpan.FromSeconds(2) },
        new() { Ttl = TimeSpan.FromSeconds(2), FailureTtl = TimeSpan.FromSeconds(3) },
        new() { Ttl = TimeSpan.FromSeconds(2), FailureTtl = TimeSpan.FromSeconds(1), StaleFor = TimeSpan.FromSeconds(6) },
    ];

    private static readonly Gen<CacheStep> Step = Gen.Select(
        Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, Options.Length - 1], Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[1, 4])),
        (kind, key, options, seconds) => new CacheStep(kind, key, options, seconds));

    [Fact]
    public void AnySequence_GivesWhatTheModelGives() => Step.Array[1, 40].Sample(Follow, iter: 1_000);

    private static void Follow(CacheStep[] steps)
    {
        var time = new WatchedTimeProvider();
        var scheduler = new SeededScheduler(0);
        using var cache = new SingleFlightCache<string?>(new() { TimeProvider = time, Scheduler = scheduler });
        var model = new CacheModel();
        var start = time.GetUtcNow();
        for (var i = 0; i < steps.Length; i++)
        {
            time.Advance(TimeSpan.FromSeconds(steps[i].Seconds));
            Take(steps[i], $"value {i}", cache, model, scheduler, time.GetUtcNow() - start);
            var seen = cache.Statistics;
            Assert.Equal(
                (model.Entries, model.Hits, model.Computations, model.StaleServes),
                (seen.Entries, seen.Hits, seen.Computations, seen.StaleServes));
        }
    }

    private static void Take(
        CacheStep step, string value, SingleFlightCache<string?> cache, CacheModel model, SeededScheduler scheduler, TimeSpan now)
    {
        var key = $"{"ab"[step.Key / 2]}{step.Key}";
        var options = Options[step.Options];
        switch (step.Kind)
        {
            case 0:
                Now(cache.SetAsync(key, value, options));
                model.Set(key, value, options, now);
                return;
            case 1:
                Assert.Equal(model.Remove((kept, _) => kept == key), Now(cache.RemoveAsync(key)));
                return;
            case 2:
                Assert.Equal(model.Remove((_, tags) => tags.Contains("red")), Now(cache.RemoveByTagAsync("red")));
                return;
            case 3:
                Assert.Equal(model.Remove((kept, _) => kept[0] == key[0]), Now(cache.ClearAsync(key[..1])));
                return;
        }

        var computed = step.Kind switch { 4 => null, 5 or 6 => "!", _ => value };
        Assert.Equal(model.Get(key, computed, options, now), scheduler.Finish(() => GetAsync(cache, key, computed, options)));
    }

    private static async Task<string?> GetAsync(
        SingleFlightCache<string?> cache, string key, string? computed, CacheEntryOptions options)
    {
        try
        {
            return await cache.GetOrComputeAsync(
                key, computed, static (given, _) => given == "!" ? throw new InvalidDataException() : new(given), options);
        }
        catch (InvalidDataException)
        {
            return "!";
        }
    }

    private static void Now(ValueTask call) => Assert.True(call.IsCompletedSuccessfully);

    private static int Now(ValueTask<int> call)
    {
        Assert.True(call.IsCompletedSuccessfully);
        return call.Result;
    }
}
