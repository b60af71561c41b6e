using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Execution.Interleavings.Tests.Caching;

/// <summary>Several callers ask for one key, of whom some leave: there is one computation while anybody waits, and none that nobody waits for goes on.</summary>
internal sealed class StampedeProgram(Exploration run)
{
    private readonly SingleFlightCache<int> _cache = new(new() { TimeProvider = new ExploredTime(), Scheduler = ActorScheduler.Instance });
    private readonly CacheEntryOptions _options = new() { Ttl = TimeSpan.FromMinutes(1), Deadline = Timeout.InfiniteTimeSpan };
    private readonly bool _someLeave = run.Choose(2) == 0;
    private readonly TaskCompletionSource _begun = new();
    private readonly List<Task> _computations = [];

    public static Task RunAsync(Exploration run) => new StampedeProgram(run).RunAsync();

    public static Task RunWithLeaversAsync(Exploration run) => new StampedeProgram(run).RunWithLeaversAsync();

    private async Task RunAsync()
    {
        var calls = Enumerable.Range(0, 2 + run.Choose(3)).Select(i => run.Start($"caller {i}", () => AskAsync(_someLeave && i == 0)));
        await Task.WhenAll(calls);
        run.Expect(_computations.Count == 1, $"There were {_computations.Count} computations.");
        _cache.Dispose();
    }

    // Each of the computations hangs until it is cancelled, and that it must be when the last caller has left.
    private async Task RunWithLeaversAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, 1 + run.Choose(3)).Select(i => run.Start($"leaver {i}", LeaveAsync)));
        await Task.WhenAll(_computations);
        _cache.Dispose();
    }

    private async Task AskAsync(bool leaves)
    {
        using var source = new CancellationTokenSource();
        if (leaves)
        {
            // One who stays has come before, so the computation is not abandoned.
            await _begun.Task;
        }

        var call = _cache.GetOrComputeAsync("key", ComputeAsync, _options, leaves ? source.Token : CancellationToken.None).AsTask();
        if (leaves)
        {
            source.Cancel();
        }

        try
        {
            run.Expect(await call == 7, "A caller got another value.");
        }
        catch (OperationCanceledException)
        {
            run.Expect(leaves, "A caller that stayed was cancelled.");
        }
    }

    private async Task LeaveAsync()
    {
        using var source = new CancellationTokenSource();
        var leaving = run.Start("cancellation", async () =>
        {
            await Task.Yield();
            source.Cancel();
        });
        try
        {
            await _cache.GetOrComputeAsync("key", HangAsync, _options, source.Token);
            run.Fail(new("What hangs gave a value."));
        }
        catch (OperationCanceledException)
        {
        }

        await leaving;
    }

    private async ValueTask<int> ComputeAsync(CancellationToken token)
    {
        _computations.Add(Task.CompletedTask);
        _begun.TrySetResult();
        for (var i = run.Choose(3); i > 0; i--)
        {
            await Task.Yield();
        }

        return 7;
    }

    private async ValueTask<int> HangAsync(CancellationToken token)
    {
        var end = new TaskCompletionSource();
        _computations.Add(end.Task);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 0;
        }
        finally
        {
            end.SetResult();
        }
    }
}
