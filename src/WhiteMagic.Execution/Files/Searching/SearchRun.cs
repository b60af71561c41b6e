using WhiteMagic.Execution.Files.Walking;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>One search under way: workers take files until none is left, and more of them come when there is work or the disk is slow.</summary>
internal sealed class SearchRun : IAsyncDisposable
{
    private const int FirstTake = 4;
    private const int MostTaken = 64;
    private const int MostTimeouts = 3;

    private static readonly TimeSpan SlowFile = TimeSpan.FromMicroseconds(40);

    private readonly SearchSetup _setup;
    private readonly FileWalk _walk;
    private readonly Func<MatchClock, LineFinder> _prepared;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Latest _first;
    private IDisposable? _free;
    private int _working;
    private int _begun;
    private int _timeouts;

    public SearchRun(SearchSetup setup, SearchTally tally)
    {
        (_setup, Tally) = (setup, tally);
        FileSearchOptions options = setup.Options;
        Queue = new OutcomeQueue(options.IsOrdered);
        WalkRoot[] roots = [.. setup.Roots.Select(root => new WalkRoot(root, options.Files.BaseFolder))];
        _walk = new FileWalk(roots, setup.Folders, new WalkRules(options.Files, options.IsOrdered));
        _prepared = setup.Pattern.Prepare(options.MatchTimeout);
        _first = new Latest(StartFirst);
    }

    public OutcomeQueue Queue { get; }

    public SearchTally Tally { get; }

    /// <summary>Begins, or does so when a worker is free.</summary>
    public void Start()
    {
        _free = _setup.Workers.WhenFree(_first.Ask);
        _first.Ask();
    }

    /// <summary>Gives out no more files, and ends those being searched.</summary>
    public void Stop()
    {
        _walk.Stop();
        _stop.Cancel();
        Queue.Complete(null);
        Queue.Close();
    }

    public async ValueTask DisposeAsync()
    {
        Stop();
        if (Volatile.Read(ref _begun) != 0)
        {
            await _done.Task.ConfigureAwait(false);
        }

        _free?.Dispose();
        _stop.Dispose();
    }

    private void StartFirst()
    {
        if (Volatile.Read(ref _begun) == 0 && !_stop.IsCancellationRequested)
        {
            TryStart(1);
        }
    }

    private void TryStart(int most)
    {
        int working = Interlocked.Increment(ref _working);
        try
        {
            if (working <= most && _setup.Workers.TryStart(RunAsync))
            {
                Tally.Add(new FileSearchStatistics { Workers = working });
                return;
            }

            Leave(null);
        }
        catch (ObjectDisposedException error)
        {
            // Those who work go on in a pool that was stopped.
            Leave(working == 1 ? error : null);
        }
    }

    private Task RunAsync()
    {
        Volatile.Write(ref _begun, 1);
        try
        {
            Work();
            Leave(null);
        }
        catch (Exception error)
        {
            _walk.Stop();
            Leave(error is OperationCanceledException ? null : error);
        }

        return Task.CompletedTask;
    }

    private void Work()
    {
        var worker = new SearchWorker(_setup, _prepared);
        var pace = new WorkerPace(_setup.Time, SlowFile);
        int most = FirstTake;
        while (_walk.TryTake(most, out WalkTake take))
        {
            BringMore(pace.IsSlow);
            pace.Begin();
            IReadOnlyList<ItemOutcome<FileMatches>> outcomes = worker.Search(take, _stop.Token);
            pace.End(take.Count);

            // Behind a slow disk each file is worth a worker of its own.
            most = pace.IsSlow ? 1 : Math.Min(most * 2, MostTaken);
            Queue.Deliver(take.Sequence, outcomes);
            GiveUpWhenTooSlow(outcomes);
        }

        Tally.Add(worker.Counts);
    }

    private void BringMore(bool isSlow)
    {
        int most = Math.Min(_setup.Options.MaxWorkers, isSlow ? int.MaxValue : Environment.ProcessorCount);
        if (_walk.HasMore && Volatile.Read(ref _working) < most)
        {
            TryStart(most);
        }
    }

    private void GiveUpWhenTooSlow(IReadOnlyList<ItemOutcome<FileMatches>> outcomes)
    {
        int timeouts = outcomes.Count(static outcome => outcome.Status == OutcomeStatus.TimedOut);
        if (timeouts > 0 && Interlocked.Add(ref _timeouts, timeouts) >= MostTimeouts)
        {
            throw new SearchPatternException(
                $"The pattern '{_setup.Pattern.Texts[0]}' takes longer to match than it may in one file after another; write it with fewer repetitions within repetitions.");
        }
    }

    private void Leave(Exception? failure)
    {
        if (failure is not null)
        {
            Queue.Complete(failure);
        }

        if (Interlocked.Decrement(ref _working) == 0 && Volatile.Read(ref _begun) != 0)
        {
            Queue.Complete(null);
            _done.TrySetResult();
        }
    }
}
