using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests.Files;

/// <summary>What goes on around work with files: a pool that others use too, a slow disk, and somebody who stops or cancels.</summary>
internal sealed class FileTraffic
{
    private readonly Exploration _run;
    private readonly CancellationTokenSource _source = new();

    public FileTraffic(Exploration run)
    {
        _run = run;
        Disk = new(run);
        IsStoppedEarly = run.Choose(4) == 0;
        IsCancelled = run.Choose(4) == 0;
        Pool = new(new() { Name = "pool", Limit = 1 + run.Choose(6), UsesOwnThreads = run.Choose(2) == 0, Time = Time });
        run.WhenQuiet(60, TickTwice);
    }

    public ExploredTime Time { get; } = new();

    public ExploredDisk Disk { get; }

    public WorkerPool Pool { get; }

    public bool IsStoppedEarly { get; }

    public bool IsCancelled { get; }

    public CancellationToken Cancelled => _source.Token;

    /// <summary>Does the work in the midst of it, sometimes as a call of the same pool.</summary>
    public async Task RunAsync(Func<Task> work)
    {
        List<Task> others = [.. Enumerable.Range(0, 1 + _run.Choose(2)).Select(i => _run.Start($"other {i}", BorrowAsync))];
        others.AddRange(Enumerable.Range(0, 2).Select(i => _run.Start($"clock {i}", TickSomeAsync)));
        if (IsStoppedEarly)
        {
            others.Add(_run.Start("stop", StopAsync));
        }

        if (IsCancelled)
        {
            others.Add(_run.Start("cancel", CancelAsync));
        }

        await (_run.Choose(3) == 0 ? CallAsync(work) : work());
        await Task.WhenAll(others);
        await Pool.StopAsync(CancellationToken.None);
    }

    public async Task YieldAsync(int most)
    {
        for (var i = _run.Choose(most); i > 0; i--)
        {
            await Task.Yield();
        }
    }

    private async Task CallAsync(Func<Task> work)
    {
        try
        {
            await Pool.RunAsync(_ => work(), CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            _run.Expect(IsStoppedEarly, "The pool was stopped, and nobody did that.");
        }
    }

    // As a scheduler does: asks until a worker is lent, and waits to be told in between.
    private async Task BorrowAsync()
    {
        try
        {
            var told = new TaskCompletionSource();
            using var subscription = Pool.WhenFree(() => told.TrySetResult());
            while (!Pool.TryStart(() => YieldAsync(6)))
            {
                await told.Task;
                told = new();
            }
        }
        catch (ObjectDisposedException)
        {
            _run.Expect(IsStoppedEarly, "The pool was stopped, and nobody did that.");
        }
    }

    private async Task TickSomeAsync()
    {
        for (var i = _run.Choose(5); i > 0; i--)
        {
            await YieldAsync(4);
            Tick();
        }
    }

    // A tick may come while one is at work.
    private void TickTwice()
    {
        _ = _run.Start("tick", () =>
        {
            Tick();
            return Task.CompletedTask;
        });
        Tick();
    }

    private void Tick()
    {
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Disk.LetThrough();
    }

    private async Task StopAsync()
    {
        await YieldAsync(8);
        await Pool.StopAsync(CancellationToken.None);
    }

    private async Task CancelAsync()
    {
        await YieldAsync(8);
        _source.Cancel();
    }
}
