using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests.Workers;

/// <summary>
/// Random callers of one pool, and what must hold of them: no more work at once than the limit, each call ends in one outcome
/// and is counted so once, who waits for a free worker is told of it, and a pool that was stopped leaves nothing behind.
/// </summary>
internal sealed class PoolProgram
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    private readonly Exploration _run;
    private readonly ExploredTime _time = new();
    private readonly WorkerPool _pool;
    private readonly BusyCount _busy;
    private readonly bool _timesOut;
    private readonly bool _isStoppedEarly;
    private int _completed;
    private int _failed;
    private int _cancelled;
    private int _timedOut;

    private PoolProgram(Exploration run)
    {
        _run = run;
        _timesOut = run.Choose(3) == 0;
        _isStoppedEarly = run.Choose(3) == 0;
        var limit = 1 + run.Choose(2);
        _busy = new(run, limit);
        _pool = new(new()
        {
            Name = "pool",
            Limit = limit,
            QueueLength = run.Choose(3),
            WhenFull = run.Choose(2) == 0 ? QueueFullPolicy.Wait : QueueFullPolicy.Shed,
            UsesOwnThreads = run.Choose(2) == 0,
            CallTimeout = _timesOut ? CallTimeout : Timeout.InfiniteTimeSpan,
            Time = _time,
        });
        run.WhenQuiet(20, () => _time.Advance(CallTimeout));
    }

    public static Task RunAsync(Exploration run) => new PoolProgram(run).RunAsync();

    private async Task RunAsync()
    {
        var callers = Enumerable.Range(0, 2 + _run.Choose(3)).Select(i => _run.Start($"caller {i}", CallSomeAsync)).ToList();
        callers.Add(_run.Start("limit", ChangeLimitAsync));
        if (_isStoppedEarly)
        {
            callers.Add(_run.Start("stop", StopEarlyAsync));
        }

        await Task.WhenAll(callers);
        await _pool.StopAsync(CancellationToken.None);
        var statistics = _pool.Statistics;
        _run.Expect(statistics is { Running: 0, Queued: 0, WaitingForRoom: 0 } && _busy.Busy == 0, $"Something is left: {statistics}.");
        _run.Expect(
            (statistics.Completed, statistics.Failed, statistics.Cancelled, statistics.TimedOut) == (_completed, _failed, _cancelled, _timedOut),
            $"{statistics}, but there were {_completed} completed, {_failed} failed, {_cancelled} cancelled, {_timedOut} timed out.");
    }

    private async Task CallSomeAsync()
    {
        for (var i = 1 + _run.Choose(2); i > 0; i--)
        {
            await (_run.Choose(5) switch
            {
                0 => BorrowAsync(),
                1 => EndAsync(() => _pool.InvokeAsync(_ => Work(), CancellationToken.None), mayCancel: false),
                2 => CancelAsync(),
                3 => EndAsync(EnqueueAsync, mayCancel: false),
                _ => EndAsync(() => _pool.RunAsync(token => WorkAsync(_timesOut, token), CancellationToken.None), mayCancel: false),
            });
        }
    }

    private async Task<int> EnqueueAsync() =>
        await await _pool.EnqueueAsync(token => WorkAsync(_timesOut, token), CancellationToken.None);

    private async Task CancelAsync()
    {
        using var source = new CancellationTokenSource();
        var call = EndAsync(() => _pool.RunAsync(token => WorkAsync(mayHang: true, token), source.Token), mayCancel: true);
        await YieldAsync(4);
        source.Cancel();
        await call;
    }

    private async Task EndAsync(Func<Task<int>> call, bool mayCancel)
    {
        try
        {
            _run.Expect(await call() == 7, "A call gave another value.");
            _completed++;
        }
        catch (InvalidDataException)
        {
            _failed++;
        }
        catch (WorkerTimeoutException)
        {
            _run.Expect(_timesOut, "A call without limit timed out.");
            _timedOut++;
        }
        catch (OperationCanceledException)
        {
            _run.Expect(mayCancel || _isStoppedEarly, "A call that nobody cancelled was cancelled.");
            _cancelled++;
        }
        catch (Exception error) when (error is WorkerPoolFullException or ObjectDisposedException)
        {
        }
    }

    // As a scheduler does: asks until a worker is lent, and waits to be told in between.
    private async Task BorrowAsync()
    {
        try
        {
            var told = new TaskCompletionSource();
            using var subscription = _pool.WhenFree(() => told.TrySetResult());
            var ended = new TaskCompletionSource();
            while (!_pool.TryStart(() => WorkBorrowedAsync(ended)))
            {
                await told.Task;
                told = new();
            }

            await ended.Task;
        }
        catch (ObjectDisposedException)
        {
            _run.Expect(_isStoppedEarly, "The pool was stopped, and nobody did that.");
        }
    }

    private async Task WorkBorrowedAsync(TaskCompletionSource ended)
    {
        _busy.Enter();
        await YieldAsync(3);
        _busy.Leave();
        _completed++;
        ended.SetResult();
    }

    private int Work()
    {
        _busy.Enter();
        _busy.Leave();
        return _run.Choose(5) == 0 ? throw new InvalidDataException("broken") : 7;
    }

    private async Task<int> WorkAsync(bool mayHang, CancellationToken token)
    {
        _busy.Enter();
        try
        {
            await YieldAsync(3);
            switch (_run.Choose(7))
            {
                case 0:
                    throw new InvalidDataException("broken");
                case 4:
                    await _busy.AwaitInnerAsync(BorrowAsync);
                    break;
                case 5:
                    await _busy.AwaitInnerAsync(() => Task.WhenAll(BorrowAsync(), BorrowAsync()));
                    break;
                case 1 or 2 when mayHang:
                    await Task.Delay(Timeout.InfiniteTimeSpan, token);
                    break;
                case 3:
                    await _busy.AwaitInnerAsync(() => EndAsync(() => _pool.InvokeAsync(_ => Work(), CancellationToken.None), mayCancel: false));
                    break;
            }

            return 7;
        }
        finally
        {
            _busy.Leave();
        }
    }

    private async Task ChangeLimitAsync()
    {
        for (var i = _run.Choose(3); i > 0; i--)
        {
            await YieldAsync(4);
            var limit = 1 + _run.Choose(3);
            _busy.Raise(limit);
            _pool.Limit = limit;
        }
    }

    private async Task StopEarlyAsync()
    {
        await YieldAsync(6);
        using var source = new CancellationTokenSource();
        var stopping = _pool.StopAsync(source.Token);
        await YieldAsync(4);
        if (_run.Choose(2) == 0)
        {
            source.Cancel();
        }

        await stopping;
    }

    private async Task YieldAsync(int most)
    {
        for (var i = _run.Choose(most); i > 0; i--)
        {
            await Task.Yield();
        }
    }
}
