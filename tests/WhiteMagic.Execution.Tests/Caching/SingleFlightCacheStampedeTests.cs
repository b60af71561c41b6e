using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SingleFlightCacheStampedeTests : SingleFlightCacheTestCase
{
    private const int Callers = 1_000;

    private readonly GatedComputation _computation = new();

    [Fact]
    public async Task GetOrComputeAsync_ThousandCallers_ComputeOnce()
    {
        var calls = await CallAsync(Cancel);

        _computation.End("value");

        Assert.All(await Task.WhenAll(calls), value => Assert.Equal("value", value));
        Assert.Equal(1, _computation.Runs);
        Assert.Equal("value", await GetAsync("key", "other"));
    }

    [Fact]
    public async Task GetOrComputeAsync_ThousandThreads_ComputeOnce()
    {
        using var entered = new CountdownEvent(Callers);
        var calls = Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(
            () =>
            {
                var call = Cache.GetOrComputeAsync("key", _computation.RunAsync, OneMinute, Cancel).AsTask();
                if (entered.Signal())
                {
                    _computation.End("value");
                }

                return call;
            },
            Cancel)));

        Assert.All(await calls, value => Assert.Equal("value", value));
        Assert.Equal(1, _computation.Runs);
    }

    [Fact]
    public async Task GetOrComputeAsync_ComputationThrows_FailsForAllAfterOneRun()
    {
        var calls = await CallAsync(Cancel);
        var error = new InvalidDataException("broken");

        _computation.Fail(error);

        foreach (var call in calls)
        {
            Assert.Same(error, await Assert.ThrowsAsync<InvalidDataException>(() => call));
        }

        Assert.Equal(1, _computation.Runs);
        Assert.Equal(1, Cache.Statistics.Failures);
        Assert.Equal("next", await GetAsync("key", "next"));
    }

    [Fact]
    public async Task GetOrComputeAsync_FirstCallerCancels_OnlyItLeaves()
    {
        using var first = new CancellationTokenSource();
        var leaver = Cache.GetOrComputeAsync("key", _computation.RunAsync, OneMinute, first.Token).AsTask();
        var calls = await CallAsync(Cancel);

        await first.CancelAsync();

        Assert.Equal(first.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver)).CancellationToken);
        Assert.False(_computation.Token.IsCancellationRequested);
        _computation.End("value");
        Assert.All(await Task.WhenAll(calls), value => Assert.Equal("value", value));
        Assert.Equal(1, _computation.Runs);
        Assert.Equal(0, Cache.Statistics.Abandonments);
    }

    [Fact]
    public async Task GetOrComputeAsync_FirstCallerCancelsAndOneThatCannotStays_ComputationGoesOn()
    {
        using var first = new CancellationTokenSource();
        var leaver = Cache.GetOrComputeAsync("key", _computation.RunAsync, OneMinute, first.Token).AsTask();
        var stayer = Cache.GetOrComputeAsync("key", _computation.RunAsync, OneMinute, CancellationToken.None).AsTask();
        await _computation.Began;

        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        _computation.End("value");

        Assert.Equal("value", await stayer);
        Assert.Equal(1, _computation.Runs);
    }

    [Fact]
    public async Task GetOrComputeAsync_AllCallersCancel_ComputationIsCancelledAndItsResultDropped()
    {
        using var all = new CancellationTokenSource();
        var calls = await CallAsync(all.Token);

        await all.CancelAsync();

        foreach (var call in calls)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        }

        Assert.True(_computation.Token.IsCancellationRequested);
        Assert.Equal(1, Cache.Statistics.Abandonments);
        _computation.End("late");
        Assert.Equal("next", await GetAsync("key", "next"));
        Assert.Equal("next", await GetAsync("key", "other"));
    }

    [Fact]
    public async Task GetOrComputeAsync_ComputationHangs_AllGetTimeoutAtTheDeadline()
    {
        var options = OneMinute with { Deadline = TimeSpan.FromSeconds(10) };
        var calls = await CallAsync(Cancel, options);

        Time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.DoesNotContain(calls, call => call.IsCompleted);
        Time.Advance(TimeSpan.FromTicks(1));

        foreach (var call in calls)
        {
            Assert.Contains("'key'", (await Assert.ThrowsAsync<TimeoutException>(() => call)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, _computation.Runs);
        Assert.True(_computation.Token.IsCancellationRequested);
        Assert.Equal(1, Cache.Statistics.Timeouts);
    }

    [Fact]
    public async Task GetOrComputeAsync_AfterAHungComputation_BeginsAnewAndDropsTheLateResult()
    {
        var hung = Cache.GetOrComputeAsync("key", _computation.RunAsync, OneMinute with { Deadline = Minute }, Cancel).AsTask();
        await _computation.Began;
        Time.Advance(Minute);
        await Assert.ThrowsAsync<TimeoutException>(() => hung);
        var second = new GatedComputation();

        var next = Cache.GetOrComputeAsync("key", second.RunAsync, OneMinute, Cancel).AsTask();
        await second.Began;
        _computation.End("late");
        second.End("second");

        Assert.Equal("second", await next);
        Assert.Equal("second", await GetAsync("key", "other"));
    }

    [Fact]
    public async Task GetOrComputeAsync_ComputationBlocksItsThread_CallersStillGetTimeout()
    {
        using var blocked = new ManualResetEventSlim();
        var call = Cache.GetOrComputeAsync(
            "key",
            _ =>
            {
                blocked.Wait(CancellationToken.None);
                return new((string?)"late");
            },
            OneMinute with { Deadline = Minute },
            Cancel).AsTask();

        Time.Advance(Minute);

        await Assert.ThrowsAsync<TimeoutException>(() => call);
        blocked.Set();
    }

    [Fact]
    public async Task GetOrComputeAsync_CancelledBefore_ComputesNothing()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Cache.GetOrComputeAsync("key", _computation.RunAsync, OneMinute, source.Token));

        Assert.Equal(0, _computation.Runs);
        Assert.Equal(0, Cache.Statistics.Computations);
    }

    [Fact]
    public async Task Dispose_WhileCallersWait_TheyGetObjectDisposed()
    {
        var calls = await CallAsync(Cancel);

        Cache.Dispose();

        foreach (var call in calls)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => call);
        }

        Assert.True(_computation.Token.IsCancellationRequested);
        Assert.Throws<ObjectDisposedException>(() => GetAsync("key", "value").AsTask().IsCompleted);
        _computation.End("late");
        Assert.Equal(0, Cache.Statistics.Entries);
    }

    private async Task<Task<string?>[]> CallAsync(CancellationToken token, CacheEntryOptions? options = null)
    {
        Task<string?>[] calls =
        [
            .. Enumerable.Range(0, Callers).Select(
                _ => Cache.GetOrComputeAsync("key", _computation.RunAsync, options ?? OneMinute, token).AsTask()),
        ];
        await _computation.Began;
        return calls;
    }
}
