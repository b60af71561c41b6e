using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

// A random program of readers and writers of a few keys, run in an order that its seed decides, and what must hold of it:
// nobody reads what was written over before it asked, no key is computed twice at once, nobody is cancelled but by itself,
// and everybody ends.
internal sealed class CacheProgram : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Random _random;
    private readonly SeededScheduler _scheduler;
    private readonly WatchedTimeProvider _time = new();
    private readonly SingleFlightCache<string?> _cache;
    private readonly int[] _written = new int[2];
    private readonly List<Running>[] _running = [[], []];

    public CacheProgram(int seed)
    {
        _random = new(seed);
        _scheduler = new(seed);
        var store = new DisturbedStore(new VolatileCacheStore(_time))
        {
            BeforeGet = DisturbAsync,
            AfterGet = DisturbAsync,
            BeforeSet = DisturbAsync,
            BeforeRemove = DisturbAsync,
        };
        var level = new SecondLevelOptions<string?> { Store = store, Serializer = new TextSerializer(), Timeout = Deadline / 2 };
        _cache = new(new()
        {
            TimeProvider = _time,
            Scheduler = _scheduler,
            MaxEntries = seed % 3 == 0 ? 1 : 10,
            SecondLevel = seed % 2 == 0 ? level : null,
        });
    }

    public int Reads { get; private set; }

    public void Run()
    {
        var actors = Enumerable.Range(0, 6).Select(_ => _scheduler.Run(ActAsync)).ToArray();
        _scheduler.Drain();
        for (var i = 0; i < 20 && !actors.All(actor => actor.IsCompleted); i++)
        {
            _time.Advance(Deadline);
            _scheduler.Drain();
        }

        Assert.All(actors, actor => Assert.True(actor.IsCompleted, "An actor waits for ever."));
        foreach (var actor in actors)
        {
            actor.GetAwaiter().GetResult();
        }
    }

    public void Dispose() => _cache.Dispose();

    private static CacheEntryOptions Options(int key) =>
        new() { Ttl = TimeSpan.FromMinutes(1), Deadline = Deadline, Tags = [$"tag {key}"] };

    private async Task ActAsync()
    {
        for (var i = 0; i < 6; i++)
        {
            var key = _random.Next(2);
            await (_random.Next(8) switch
            {
                0 or 1 => WriteAsync(key),
                2 => MoveClockAsync(),
                _ => ReadAsync(key),
            });
        }
    }

    private async Task ReadAsync(int key)
    {
        using var source = new CancellationTokenSource();
        var leaves = _random.Next(4) == 0;
        var atLeast = _written[key];
        var call = _cache.GetOrComputeAsync(
            $"key {key}", token => ComputeAsync(key, atLeast, token), Options(key), leaves ? source.Token : CancellationToken.None);
        if (leaves)
        {
            await YieldAsync(4);
            Leave(source);
        }

        try
        {
            var value = int.Parse((await call)!, System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(value >= atLeast, $"Key {key}: read {value} after {atLeast} was written.");
            Reads++;
        }
        catch (OperationCanceledException)
        {
            Assert.True(leaves, "A caller that did not cancel was cancelled.");
        }
        catch (Exception error) when (error is InvalidDataException or TimeoutException)
        {
        }
    }

    private async Task WriteAsync(int key)
    {
        _written[key]++;
        var removal = _random.Next(5) switch
        {
            0 => _cache.RemoveByTagAsync($"tag {key}").AsTask(),
            1 => _cache.ClearAsync($"key {key}").AsTask(),
            2 => _cache.SetAsync($"key {key}", $"{_written[key]}", Options(key)).AsTask(),
            _ => _cache.RemoveAsync($"key {key}").AsTask(),
        };
        if (_random.Next(2) == 0)
        {
            await removal;
        }
    }

    private async Task MoveClockAsync()
    {
        await Task.Yield();
        _time.Advance(_random.Next(3) == 0 ? TimeSpan.FromMinutes(1) : Deadline / 2);
    }

    private async ValueTask<string?> ComputeAsync(int key, int asked, CancellationToken token)
    {
        // Two at once are right only where a write or a cancellation lies between the calls that began them.
        Assert.DoesNotContain(_running[key], other => other.Asked == asked && !other.Token.IsCancellationRequested);
        var running = new Running(asked, token);
        _running[key].Add(running);
        try
        {
            var value = _written[key];
            await YieldAsync(5);
            if (_random.Next(6) == 0)
            {
                throw new InvalidDataException("broken");
            }

            if (_random.Next(8) == 0)
            {
                // Hangs past its deadline, heedless of its token, and then gives what it read so long ago.
                await Task.Delay(1.5 * Deadline, _time, CancellationToken.None);
            }

            return $"{value}";
        }
        finally
        {
            _running[key].Remove(running);
        }
    }

    private async ValueTask DisturbAsync(CancellationToken token)
    {
        await YieldAsync(4);
        switch (_random.Next(10))
        {
            case 0:
                throw new IOException("away");
            case 1:
                await Task.Delay(Deadline, _time, CancellationToken.None);
                break;
        }
    }

    // Within the call, since what is cancelled on another thread comes in no order of the seed's.
    private static void Leave(CancellationTokenSource source) => source.Cancel();

    private async Task YieldAsync(int most)
    {
        for (var i = _random.Next(most); i > 0; i--)
        {
            await Task.Yield();
        }
    }

    private sealed record Running(int Asked, CancellationToken Token);
}
