using System.Globalization;
using WhiteMagic.Execution.Caching;
using WhiteMagic.Execution.Tests.Caching;

namespace WhiteMagic.Execution.Interleavings.Tests.Caching;

/// <summary>
/// Readers and one writer of a key on a cache whose slow store had the value before: nobody reads what was removed or written
/// over before it asked, wherever that still is.
/// </summary>
internal sealed class StoreProgram
{
    private const string Key = "key";

    private readonly Exploration _run;
    private readonly CacheEntryOptions _options = new() { Ttl = TimeSpan.FromMinutes(1), Deadline = Timeout.InfiniteTimeSpan };
    private readonly SlowStore _store;
    private readonly ExploredTime _time = new();
    private readonly List<Task> _removals = [];
    private int _written;
    private int _acknowledged;

    private StoreProgram(Exploration run)
    {
        _run = run;
        _store = new(run, new VolatileCacheStore(_time));
    }

    public static Task RunAsync(Exploration run) => new StoreProgram(run).RunAsync();

    private async Task RunAsync()
    {
        if (_run.Choose(2) == 0)
        {
            using var earlier = NewCache();
            await earlier.SetAsync(Key, "0", _options);
        }

        using var cache = NewCache();
        var readers = Enumerable.Range(0, 1 + _run.Choose(3)).Select(i => _run.Start($"reader {i}", () => ReadSomeAsync(cache)));
        await Task.WhenAll([.. readers, _run.Start("writer", () => WriteSomeAsync(cache))]);
        await Task.WhenAll(_removals);
        await cache.FlushAsync();
        using var later = NewCache();
        await ReadAsync(later);
    }

    private SingleFlightCache<string?> NewCache() => new(new()
    {
        TimeProvider = _time,
        Scheduler = ActorScheduler.Instance,
        SecondLevel = new() { Store = _store, Serializer = new TextSerializer(), Timeout = TimeSpan.FromSeconds(5) },
    });

    private async Task ReadSomeAsync(SingleFlightCache<string?> cache)
    {
        for (var i = 1 + _run.Choose(3); i > 0; i--)
        {
            await ReadAsync(cache);
        }
    }

    private async Task ReadAsync(SingleFlightCache<string?> cache)
    {
        var atLeast = _acknowledged;
        var value = int.Parse((await cache.GetOrComputeAsync(Key, ComputeAsync, _options))!, CultureInfo.InvariantCulture);
        _run.Expect(value >= atLeast, $"Read {value} after {atLeast} was written.");
    }

    private async ValueTask<string?> ComputeAsync(CancellationToken token)
    {
        var read = _written;
        await Task.Yield();
        return $"{read}";
    }

    private async Task WriteSomeAsync(SingleFlightCache<string?> cache)
    {
        for (var i = 1 + _run.Choose(3); i > 0; i--)
        {
            await Task.Yield();
            var version = ++_written;
            var removal = _run.Choose(3) == 0 ? cache.SetAsync(Key, $"{version}", _options).AsTask() : cache.RemoveAsync(Key).AsTask();
            _acknowledged = version;
            _removals.Add(removal);
            if (_run.Choose(2) == 0)
            {
                await removal;
            }
        }
    }
}
