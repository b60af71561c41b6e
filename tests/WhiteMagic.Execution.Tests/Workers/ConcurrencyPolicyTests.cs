using CsCheck;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class ConcurrencyPolicyTests
{
    [Theory]
    [InlineData(0.81, 0.1, 64, 32)]
    [InlineData(0.1, 0.9, 64, 32)]
    [InlineData(0.9, 0.9, 12, 8)]
    [InlineData(0.9, 0.9, 4, 4)]
    [InlineData(0.39, 0.39, 64, 128)]
    [InlineData(0.1, 0.1, 200, 256)]
    [InlineData(0.1, 0.1, 300, 300)]
    [InlineData(0.1, 0.5, 64, 64)]
    public void LoadPolicy_ThreeSamplesAgree_HalvesOrDoublesWithinItsBounds(double cpu, double memory, int limit, int expected)
    {
        LoadPolicy policy = new();
        ConcurrencySample sample = Sample(limit) with { Load = new SystemLoad(cpu, memory) };

        int[] limits = [policy.NextLimit(sample), policy.NextLimit(sample), policy.NextLimit(sample)];

        Assert.Equal([limit, limit, expected], limits);
    }

    [Fact]
    public void LoadPolicy_SamplesThatDisagree_ChangeNothing()
    {
        LoadPolicy policy = new();

        int[] limits = [.. Enumerable.Range(0, 30).Select(number => policy.NextLimit(Sample(64) with { Load = new SystemLoad(number % 3 == 2 ? 0.5 : 0.9, 0) }))];

        Assert.All(limits, static limit => Assert.Equal(64, limit));
    }

    [Theory]
    [InlineData(0.05, 64, 200, 16)]
    [InlineData(0.05, 64, 4, 4)]
    [InlineData(0.3, 64, 100, 64)]
    [InlineData(0.3, 64, 20, 20)]
    [InlineData(0.51, 64, 100, 100)]
    [InlineData(0.9, 64, 200, 128)]
    [InlineData(double.NaN, 64, 200, 16)]
    [InlineData(null, 64, 200, 200)]
    public void TokenPolicy_BoundsTheOther(double? left, int limit, int wanted, int expected)
    {
        TokenPolicy policy = new(new FixedPolicy(wanted));

        Assert.Equal(expected, policy.NextLimit(Sample(limit) with { TokensLeft = left }));
    }

    [Fact]
    public void LatencyGradientPolicy_AnySamples_GiveAtLeastOneWorkerAndAtMostTwiceTheLargest()
    {
        Gen<int?> quartile = Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 5_000].Select(static milliseconds => (int?)milliseconds));
        var counts = Gen.Select(Gen.Int[0, 300], Gen.Int[0, 100], Gen.Int[0, 50]);
        var times = Gen.Select(quartile, Gen.Int[0, 5_000], quartile);
        Gen.Select(counts, times).List[1, 200].Sample(samples =>
        {
            LatencyGradientPolicy policy = new();
            int limit = 64;
            foreach (((int peak, int ended, int timedOut), (int? lower, int latency, int? upper)) in samples)
            {
                int next = policy.NextLimit(Sample(limit) with
                {
                    Peak = peak,
                    Ended = ended,
                    TimedOut = timedOut,
                    LowerQuartile = Milliseconds(lower),
                    Latency = TimeSpan.FromMilliseconds(latency),
                    UpperQuartile = Milliseconds(upper),
                });
                if (next < 1 || next > 512)
                {
                    return false;
                }

                limit = Math.Min(next, 256);
            }

            return true;
        }, iter: 300);
    }

    [Fact]
    public void LatencyGradientPolicy_OneSlotThatSlowsDown_KeepsAFewWorkersAndLearnsTheNewTime()
    {
        LatencyGradientPolicy policy = new();
        int limit = 64;
        for (int number = 0; number < 300; number++)
        {
            limit = policy.NextLimit(Served(limit, slots: 1, number < 100 ? 0.005 : 0.050));
        }

        Assert.InRange(limit, 1, 3);
        for (int number = 0; number < 100; number++)
        {
            limit = policy.NextLimit(Served(limit, slots: 10, 0.050));
        }

        Assert.InRange(limit, 15, 25);
    }

    [Fact]
    public void LatencyGradientPolicy_ServiceThatSlowsDownWhileOneWorkerIsAllowed_GrowsOnceMoreAre()
    {
        LatencyGradientPolicy policy = new();
        int limit = 64;
        for (int number = 0; number < 200; number++)
        {
            ConcurrencySample sample = Served(limit, slots: 10, number < 50 ? 0.005 : 0.1);
            limit = policy.NextLimit(sample with { LowerQuartile = sample.Latency * 0.95, UpperQuartile = sample.Latency * 1.2 });
            limit = number is >= 50 and < 100 ? 1 : limit;
        }

        Assert.InRange(limit, 15, 25);
    }

    [Fact]
    public async Task AdaptiveConcurrency_EveryInterval_ChangesTheLivePoolWithinItsBounds()
    {
        ManualTime time = new();
        await using WorkerPool pool = new(Pools.Options(64) with { Time = time });
        FixedMeter meter = new() { Load = new SystemLoad(0.95, 0.2) };
        AdaptiveConcurrencyOptions options = new() { Floor = 20, Ceiling = 100, Interval = TimeSpan.FromSeconds(1), Load = meter, Time = time };
        using AdaptiveConcurrency adaptive = new(pool, new LoadPolicy(), options);
        var busy = await pool.OccupyAsync(1);

        List<int> limits = [];
        for (int second = 0; second < 12; second++)
        {
            meter.Load = second < 6 ? meter.Load : default;
            time.Advance(TimeSpan.FromSeconds(1));
            limits.Add(pool.Limit);
        }

        adaptive.Dispose();
        time.Advance(TimeSpan.FromSeconds(10));
        await busy.OpenAsync();

        Assert.Equal([64, 64, 32, 32, 32, 20, 20, 20, 40, 40, 40, 80], limits);
        Assert.Equal((80, 0), (pool.Limit, time.ArmedTimers));
    }

    [Fact]
    public async Task AdaptiveConcurrency_Sample_TellsWhatThePoolDid()
    {
        ManualTime time = new();
        await using WorkerPool pool = new(Pools.Options(4) with { Time = time, CallTimeout = TimeSpan.FromSeconds(30) });
        RecordingPolicy policy = new();
        using AdaptiveConcurrency adaptive = new(pool, policy, new AdaptiveConcurrencyOptions { Time = time, TokensLeft = static () => 0.25 });
        var busy = await pool.OccupyAsync(3);

        time.Advance(TimeSpan.FromMilliseconds(80));
        await busy.OpenAsync();
        time.Advance(TimeSpan.FromMilliseconds(20));

        ConcurrencySample sample = Assert.Single(policy.Samples);
        Assert.Equal((4, 3, 3, 0, 0.25), (sample.Limit, sample.Peak, sample.Ended, sample.TimedOut, sample.TokensLeft));
        Assert.InRange(sample.Latency.TotalMilliseconds, 75, 85);
    }

    [Fact]
    public async Task AdaptiveConcurrency_PoolWithNothingToDo_RestsUntilTheNextCall()
    {
        ManualTime time = new();
        await using WorkerPool pool = new(Pools.Options(4) with { Time = time });
        RecordingPolicy policy = new();
        using AdaptiveConcurrency adaptive = new(pool, policy, new AdaptiveConcurrencyOptions { Time = time });
        TimeSpan interval = TimeSpan.FromMilliseconds(100);

        List<int> armed = [time.ArmedTimers];
        for (int burst = 0; burst < 2; burst++)
        {
            var busy = await pool.OccupyAsync(2);
            armed.Add(time.ArmedTimers);
            time.Advance(interval);
            await busy.OpenAsync();
            time.Advance(interval);
            armed.Add(time.ArmedTimers);
            time.Advance(interval);
            armed.Add(time.ArmedTimers);
            time.Advance(10 * interval);
        }

        Assert.Equal([0, 1, 1, 0, 1, 1, 0], armed);
        Assert.Equal([(2, 0), (2, 2), (0, 0), (2, 0), (2, 2), (0, 0)], policy.Samples.Select(static sample => (sample.Peak, sample.Ended)));
    }

    [Fact]
    public async Task AdaptiveConcurrency_WhatThrows_KeepsTheLimitAndIsCounted()
    {
        ManualTime time = new();
        await using WorkerPool pool = new(Pools.Options(64) with { Time = time });
        BrokenMeter meter = new();
        bool hasTokens = true;
        AdaptiveConcurrencyOptions options = new()
        {
            Load = meter,
            TokensLeft = () => hasTokens ? 0.9 : throw new InvalidDataException("tokens"),
            Time = time,
        };
        using AdaptiveConcurrency adaptive = new(pool, new TokenPolicy(new FixedPolicy(40)), options);
        var busy = await pool.OccupyAsync(1);

        List<int> limits = [];
        for (int interval = 0; interval < 3; interval++)
        {
            (meter.IsBroken, hasTokens) = (interval == 0, interval != 1);
            time.Advance(TimeSpan.FromMilliseconds(100));
            limits.Add(pool.Limit);
        }

        await busy.OpenAsync();

        Assert.Equal([64, 64, 40], limits);
        Assert.Equal((2, "tokens"), (adaptive.Failures, adaptive.LastFailure?.Message));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 5)]
    [InlineData(1, 1_000_000)]
    public async Task AdaptiveConcurrency_WrongBounds_AreRefused(int floor, int ceiling)
    {
        await using WorkerPool pool = Pools.Create(4);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new AdaptiveConcurrency(pool, new LoadPolicy(), new AdaptiveConcurrencyOptions { Floor = floor, Ceiling = ceiling }));

        Assert.Contains("from 1 to 1024", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What is measured once a service has the workers that the limit allows.</summary>
    private static ConcurrencySample Served(int limit, int slots, double service) => Sample(limit) with
    {
        Peak = limit,
        Ended = (int)Math.Ceiling(Math.Min(limit, slots) * 0.1 / service),
        Latency = TimeSpan.FromSeconds(service * Math.Max(1, limit / (double)slots)),
    };

    private static TimeSpan? Milliseconds(int? number) => number is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    private static ConcurrencySample Sample(int limit) => new() { Limit = limit, Span = TimeSpan.FromMilliseconds(100) };

    private sealed class FixedMeter : ILoadMeter
    {
        public SystemLoad Load { get; set; }

        public SystemLoad Measure() => Load;
    }

    private sealed class BrokenMeter : ILoadMeter
    {
        public bool IsBroken { get; set; }

        public SystemLoad Measure() => IsBroken ? throw new InvalidDataException("meter") : default;
    }

    private sealed class RecordingPolicy : IConcurrencyPolicy
    {
        public List<ConcurrencySample> Samples { get; } = [];

        public int NextLimit(ConcurrencySample sample)
        {
            Samples.Add(sample);
            return sample.Limit;
        }
    }
}
