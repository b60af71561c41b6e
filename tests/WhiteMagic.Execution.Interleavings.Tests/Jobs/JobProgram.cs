using WhiteMagic.Execution.Interleavings.Tests.Workers;
using WhiteMagic.Execution.Jobs;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests.Jobs;

/// <summary>
/// Random graphs on a small pool that others use too, and what must hold of them: every run ends with one state for each job,
/// no job begins before what it depends on has succeeded, and none is at work twice or beyond the limit.
/// </summary>
internal sealed class JobProgram
{
    private readonly Exploration _run;
    private readonly ExploredTime _time = new();
    private readonly WorkerPool _pool;
    private readonly BusyCount _busy;
    private readonly JobScheduler _scheduler;
    private readonly bool _isStoppedEarly;

    // The limit is then one of the jobs alone, and others use the rest of the pool.
    private readonly bool _isNarrow;

    private JobProgram(Exploration run)
    {
        _run = run;
        _isStoppedEarly = run.Choose(8) == 0;
        _isNarrow = run.Choose(4) == 0;
        var limit = 1 + run.Choose(2);
        _busy = new(run, limit);
        _pool = new(new() { Name = "pool", Limit = _isNarrow ? limit + 1 : limit, UsesOwnThreads = run.Choose(3) == 0, Time = _time });
        IWorkerPool lent = _isNarrow ? new BoundedPool(_pool, limit) : _pool;
        _scheduler = new(_ => lent, _time);
        run.WhenQuiet(20, () => _time.Advance(TimeSpan.FromSeconds(10)));
    }

    public static Task RunAsync(Exploration run) => new JobProgram(run).RunAsync();

    private async Task RunAsync()
    {
        List<Task> all = [.. Enumerable.Range(0, 1 + _run.Choose(2)).Select(i => _run.Start($"run {i}", () => RunGraphAsync(5, isInner: false)))];
        all.Add(_run.Start("other user", UsePoolAsync));
        if (_isStoppedEarly)
        {
            all.Add(_run.Start("stop", async () =>
            {
                await YieldAsync(8);
                await _pool.StopAsync(CancellationToken.None);
            }));
        }

        await Task.WhenAll(all);
        await _pool.StopAsync(CancellationToken.None);
        _run.Expect(_busy.Busy == 0, "Work is left.");
    }

    private async Task RunGraphAsync(int most, bool isInner)
    {
        var jobs = new JobRecord[1 + _run.Choose(most)];
        for (var i = 0; i < jobs.Length; i++)
        {
            jobs[i] = new(i, [.. Enumerable.Range(0, i).Where(_ => _run.Choose(3) == 0)]);
        }

        var graph = new JobGraph(jobs.Select(record => Describe(record, jobs, isInner)));
        var options = new JobRunOptions
        {
            OnFailure = !isInner && _run.Choose(3) == 0 ? JobFailurePolicy.Stop : JobFailurePolicy.Continue,
            TokenBudget = _run.Choose(2) == 0 ? 100 : null,
        };
        using var source = new CancellationTokenSource();
        var run = _scheduler.Start(graph, options, source.Token);
        if (!isInner)
        {
            await DisturbAsync(run, source, jobs.Length);
        }

        Check(await run.Completion, jobs);
    }

    private Job Describe(JobRecord record, JobRecord[] jobs, bool isInner) => new()
    {
        Id = new($"{record.Index}"),
        Dependencies = [.. record.Dependencies.Select(index => new JobId($"{index}"))],
        Retry = _run.Choose(4) == 0 ? new() { MaxAttempts = 2 } : JobRetryPolicy.None,
        EstimatedTokens = _run.Choose(4) * 30,
        Deadline = _run.Choose(4) == 0 ? _time.GetUtcNow().AddSeconds(5 + _run.Choose(30)) : null,
        // Inner work that is left behind is at work beside what had waited for it.
        Timeout = !isInner && _run.Choose(4) == 0 ? TimeSpan.FromSeconds(10) : null,
        Work = (context, token) => WorkAsync(context, record, jobs, isInner, token),
    };

    private async Task WorkAsync(JobContext context, JobRecord record, JobRecord[] jobs, bool isInner, CancellationToken token)
    {
        _run.Expect(Array.TrueForAll(record.Dependencies, index => jobs[index].HasSucceeded), $"Job {record.Index} began too soon.");
        _run.Expect(!record.IsAtWork, $"Job {record.Index} is at work twice.");
        record.IsAtWork = true;
        record.Attempts++;
        _busy.Enter();
        try
        {
            await YieldAsync(3);
            if (_run.Choose(2) == 0)
            {
                context.ReportTokens(context.Job.EstimatedTokens / 3);
            }

            switch (_run.Choose(8))
            {
                case 0:
                    throw new InvalidDataException("broken");
                case 1:
                    await Task.Delay(TimeSpan.FromSeconds(15), _time, token);
                    break;
                case 2 when !isInner:
                    await _busy.AwaitInnerAsync(RunInnerAsync);
                    break;
            }

            record.HasSucceeded = true;
        }
        finally
        {
            record.IsAtWork = false;
            _busy.Leave();
        }
    }

    // Several graphs at once share the worker of the one who waits for them.
    private Task RunInnerAsync() =>
        Task.WhenAll(Enumerable.Range(0, 1 + _run.Choose(3)).Select(_ => RunGraphAsync(2, isInner: true)));

    private async Task DisturbAsync(JobRun run, CancellationTokenSource source, int jobs)
    {
        await YieldAsync(5);
        switch (_run.Choose(6))
        {
            case 0:
                source.Cancel();
                break;
            case 1:
                run.Cancel();
                break;
            case 2:
                run.Cancel(new JobId($"{_run.Choose(jobs)}"));
                break;
        }
    }

    private void Check(JobReport report, JobRecord[] jobs)
    {
        _run.Expect(report.Tokens.Overrun == 0, $"{report.Tokens}, though no job used more than was estimated.");
        _run.Expect(report.Outcomes.Count == jobs.Length, $"There are {report.Outcomes.Count} outcomes of {jobs.Length} jobs.");
        foreach (var record in jobs)
        {
            var outcome = report.Outcomes.Single(outcome => outcome.Id.Value == $"{record.Index}");
            var succeeded = Array.TrueForAll(record.Dependencies, index => report.Outcomes[index].State == JobState.Succeeded);
            _run.Expect(outcome.Attempts == record.Attempts, $"{outcome}, but its work began {record.Attempts} times.");
            _run.Expect(outcome.Reason.Length > 0, $"{outcome} has no reason.");
            _run.Expect(
                outcome.State == JobState.Succeeded ? record.HasSucceeded && succeeded : succeeded || record.Attempts == 0,
                $"{outcome} after {record.Attempts} attempts.");
        }
    }

    // Takes workers from the runs, and is told as they are when one is free.
    private async Task UsePoolAsync()
    {
        for (var i = 1 + _run.Choose(3); i > 0; i--)
        {
            await YieldAsync(3);
            try
            {
                await _pool.RunAsync(UseAsync, CancellationToken.None);
            }
            catch (ObjectDisposedException)
            {
                _run.Expect(_isStoppedEarly, "The pool was stopped, and nobody did that.");
            }
        }
    }

    private async Task UseAsync(CancellationToken token)
    {
        Count(_busy.Enter);
        await YieldAsync(3);
        Count(_busy.Leave);
        if (_run.Choose(4) == 0)
        {
            await RunInnerAsync();
        }
    }

    private void Count(Action change)
    {
        if (!_isNarrow)
        {
            change();
        }
    }

    private async Task YieldAsync(int most)
    {
        for (var i = _run.Choose(most); i > 0; i--)
        {
            await Task.Yield();
        }
    }
}
