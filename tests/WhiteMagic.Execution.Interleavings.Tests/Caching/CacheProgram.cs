using System.Globalization;
using WhiteMagic.Execution.Caching;
using WhiteMagic.Execution.Tests.Caching;

namespace WhiteMagic.Execution.Interleavings.Tests.Caching;

/// <summary>
/// Random readers of two keys and one writer of each, and what must hold of them: nobody reads what was written over or
/// removed before it asked, or hears of a failure from before; no key is computed twice at once; nobody is cancelled but by
/// itself; everybody ends.
/// </summary>
internal sealed class CacheProgram
{
    private const int Keys = 2;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Exploration _run;
    private readonly ExploredTime _time = new();
    private readonly SingleFlightCache<string?> _cache;
    private readonly CacheEntryOptions[] _options;
    private readonly int[] _written = new int[Keys];
    private readonly int[] _acknowledged = new int[Keys];
    private readonly int[] _excuses = new int[Keys];
    private readonly List<Computing>[] _computing = [[], []];

    private CacheProgram(Exploration run, bool hasSecondLevel)
    {
        _run = run;
        var store = new DisturbedStore(new VolatileCacheStore(_time))
        {
            BeforeGet = DisturbAsync,
            AfterGet = DisturbAsync,
            BeforeSet = DisturbAsync,
            BeforeRemove = DisturbAsync,
        };
        _cache = new(new()
        {
            TimeProvider = _time,
            Scheduler = ActorScheduler.Instance,
            MaxEntries = run.Choose(3) == 0 ? 1 : 10,
            SecondLevel = hasSecondLevel ? new() { Store = store, Serializer = new TextSerializer(), Timeout = Deadline / 2 } : null,
        });
        TimeSpan? stale = run.Choose(3) == 0 ? TimeSpan.FromMinutes(5) : null;
        TimeSpan? failure = run.Choose(2) == 0 ? TimeSpan.FromMinutes(1) : null;
        _options = [.. Enumerable.Range(0, Keys).Select(key => new CacheEntryOptions
        {
            Ttl = TimeSpan.FromMinutes(1),
            FailureTtl = failure,
            StaleFor = stale,
            Deadline = Deadline,
            Tags = [$"tag {key}"],
        })];
        run.WhenQuiet(20, () => MoveClock(Deadline / 2));
    }

    public static Task RunAsync(Exploration run) => new CacheProgram(run, hasSecondLevel: false).RunAsync();

    public static Task RunWithSecondLevelAsync(Exploration run) => new CacheProgram(run, hasSecondLevel: true).RunAsync();

    private async Task RunAsync()
    {
        var readers = Enumerable.Range(0, 2 + _run.Choose(2)).Select(i => _run.Start($"reader {i}", ReadSomeAsync));
        var writers = Enumerable.Range(0, 1 + _run.Choose(Keys)).Select(key => _run.Start($"writer {key}", () => WriteSomeAsync(key)));
        await Task.WhenAll([.. readers, .. writers]);
        var statistics = _cache.Statistics;
        _run.Expect(statistics.Entries is >= 0 and <= 10, $"There are {statistics.Entries} entries.");
        await _cache.ClearAsync();
        _run.Expect(_cache.Statistics is { Entries: 0, Weight: 0 }, "Entries are left of a cache that was cleared.");
        _cache.Dispose();
    }

    private async Task ReadSomeAsync()
    {
        for (var i = 1 + _run.Choose(3); i > 0; i--)
        {
            await ReadAsync(_run.Choose(4) == 0 ? 1 : 0);
        }
    }

    private async Task ReadAsync(int key)
    {
        using var source = new CancellationTokenSource();
        var leaves = _run.Choose(4) == 0;
        var (atLeast, excuses) = (_acknowledged[key], _excuses[key]);
        var call = _cache.GetOrComputeAsync(
            $"key {key}", token => ComputeAsync(key, excuses, token), _options[key], leaves ? source.Token : CancellationToken.None);
        if (leaves)
        {
            await YieldAsync(4);
            Excuse(key);
            source.Cancel();
            Excuse(key);
        }

        try
        {
            var value = int.Parse((await call)!, CultureInfo.InvariantCulture);
            _run.Expect(value >= atLeast, $"Key {key}: read {value} after {atLeast} was written.");
        }
        catch (OperationCanceledException)
        {
            _run.Expect(leaves, $"A reader of key {key} that did not cancel was cancelled.");
        }
        catch (BrokenComputationException broken)
        {
            _run.Expect(broken.Read >= atLeast, $"Key {key}: heard of a failure from {broken.Read} after {atLeast} was written.");
        }
        catch (TimeoutException)
        {
        }
    }

    private async Task WriteSomeAsync(int key)
    {
        for (var i = 1 + _run.Choose(2); i > 0; i--)
        {
            await YieldAsync(3);
            var version = ++_written[key];
            Excuse(key);
            var removal = Write(key, version);
            _acknowledged[key] = version;
            Excuse(key);
            if (_run.Choose(2) == 0)
            {
                await removal;
            }
        }
    }

    private Task Write(int key, int version) => _run.Choose(5) switch
    {
        0 => _cache.RemoveByTagAsync($"tag {key}").AsTask(),
        1 => _cache.ClearAsync($"key {key}").AsTask(),
        2 => _cache.SetAsync($"key {key}", $"{version}", _options[key]).AsTask(),
        _ => _cache.RemoveAsync($"key {key}").AsTask(),
    };

    private async ValueTask<string?> ComputeAsync(int key, int excuses, CancellationToken token)
    {
        // Two at once are right only where a write, a cancellation or a deadline lies between the calls that began them.
        _run.Expect(
            excuses < _excuses[key]
            || !_computing[key].Exists(other => other.Excuses == excuses && !other.Token.IsCancellationRequested),
            $"Key {key} is computed twice at once.");
        var computing = new Computing(excuses, token);
        _computing[key].Add(computing);
        try
        {
            var read = _written[key];
            await YieldAsync(3);
            switch (_run.Choose(8))
            {
                case 0:
                    throw new BrokenComputationException(read);
                case 1:
                    // Hangs past its deadline, heedless of its token, and then gives what it read so long ago.
                    await Task.Delay(1.5 * Deadline, _time, CancellationToken.None);
                    break;
            }

            return $"{read}";
        }
        finally
        {
            _computing[key].Remove(computing);
        }
    }

    private async ValueTask DisturbAsync(CancellationToken token)
    {
        await YieldAsync(3);
        switch (_run.Choose(10))
        {
            case 0:
                throw new IOException("away");
            case 1:
                await Task.Delay(Deadline, _time, CancellationToken.None);
                break;
        }
    }

    private void MoveClock(TimeSpan by)
    {
        Excuse(0);
        Excuse(1);
        _time.Advance(by);
        Excuse(0);
        Excuse(1);
    }

    private void Excuse(int key) => _excuses[key]++;

    private async Task YieldAsync(int most)
    {
        for (var i = _run.Choose(most); i > 0; i--)
        {
            await Task.Yield();
        }
    }

    private sealed record Computing(int Excuses, CancellationToken Token);
}
