using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Execution.Tests.Jobs;

/// <summary>
/// One run of a graph with budgets, deadlines, timeouts and retries, to which a seed lets things happen one after the other: attempts end,
/// time goes by, jobs or the run are cancelled. What must hold is looked at after each.
/// </summary>
internal sealed class JobScript
{
    private const int Count = 8;

    private readonly Random _random;
    private readonly ManualTime _time = new();
    private readonly InlinePool _pool;
    private readonly Dictionary<JobId, ScriptedJob> _jobs = [];
    private readonly JobRunOptions _options;
    private readonly JobRunCore _run;
    private bool _isCancelled;

    public JobScript(int seed)
    {
        _random = new Random(seed);
        _pool = new InlinePool(_random.Next(3) == 0 ? 1 + _random.Next(3) : 100);
        JobGraph graph = RandomGraphs.Of(seed, Count, (job, random) =>
        {
            // Few dependencies, so that many jobs wait for tokens at the same time.
            var scripted = new ScriptedJob(job with { Dependencies = random.Next(3) == 0 ? job.Dependencies : [] }, random);
            _jobs.Add(job.Id, scripted);
            return scripted.Description;
        });
        _options = new JobRunOptions
        {
            TokenBudget = _random.Next(6) == 0 ? null : _random.Next(200),
            OnFailure = _random.Next(4) == 0 ? JobFailurePolicy.Stop : JobFailurePolicy.Continue,
            KeepEvents = true,
        };
        _run = new JobRunCore(graph, _options, _ => _pool, _time);
    }

    private TimeSpan Now => _time.GetUtcNow() - ManualTime.Begin;

    /// <summary>Runs it on this thread alone.</summary>
    public JobReport Run()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return RunHere();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private JobReport RunHere()
    {
        _run.Begin(CancellationToken.None);
        Look();
        for (int step = 0; step < 30 && !_run.Completion.IsCompleted; step++)
        {
            Act();
            Look();
        }

        for (int round = 0; round < 10 * Count && !_run.Completion.IsCompleted; round++)
        {
            Array.ForEach([.. _jobs.Values], static job => job.EndAttempt());
            _time.Advance(TimeSpan.FromSeconds(2));
            Look();
        }

        string left = string.Join(' ', _jobs.Values.Where(static job => job.State is null).Select(static job => $"{job}"));
        Assert.True(_run.Completion.IsCompleted, $"Everything that could be waited for has happened, and these have not ended: {left}");
        JobReport report = _run.Completion.GetAwaiter().GetResult();
        Check(report);
        return report;
    }

    private void Act()
    {
        ScriptedJob any = _jobs.Values.ElementAt(_random.Next(Count));
        switch (_random.Next(20))
        {
            case < 10:
                any.EndAttempt();
                break;
            case < 16:
                _time.Advance(TimeSpan.FromMilliseconds(500 * _random.Next(20)));
                break;
            case < 19:
                _run.Cancel(any.Description.Id);
                break;
            case 19 when _random.Next(4) == 0:
                _isCancelled = true;
                _run.Cancel();
                break;
        }
    }

    private void Look()
    {
        while (_run.Events!.TryRead(out JobEvent? happening))
        {
            _jobs[happening.Job].Note(happening);
        }

        long charged = _jobs.Values.Sum(static job => job.Charged);
        long left = (_options.TokenBudget ?? long.MaxValue) - charged;
        Assert.True(left >= 0, $"{charged} tokens of {_options.TokenBudget} are charged.");
        Assert.DoesNotContain(_jobs.Values, static job => job.HasOverlapped);
        if (_pool.Busy < _pool.Limit)
        {
            NobodyWaitsForNothing(left);
        }
    }

    // Workers are free, so what waits does so for tokens: the first of those that wait needs more than are left.
    private void NobodyWaitsForNothing(long left)
    {
        Job[] waiting = [.. _jobs.Values.Where(IsWaiting).Select(static job => job.Description)];
        Assert.DoesNotContain(waiting, static job => job.EstimatedTokens == 0);
        if (waiting.Length > 0)
        {
            JobPriority first = waiting.Min(static job => job.Priority);
            Assert.Contains(waiting, job => job.Priority == first && job.EstimatedTokens > left);
        }
    }

    private bool IsWaiting(ScriptedJob job) => job is { State: null, IsRunning: false } && job.ReadyAt <= Now
        && job.Description.Dependencies.All(id => _jobs[id].State == JobState.Succeeded);

    private void Check(JobReport report)
    {
        Assert.Equal(_jobs.Count, report.Outcomes.Count);
        Assert.Equal(_jobs.Values.Sum(static job => job.Spent), report.Tokens.Spent);
        Assert.All(report.Outcomes, outcome =>
        {
            ScriptedJob job = _jobs[outcome.Id];
            Assert.NotEmpty(outcome.Reason);
            Assert.Equal((job.State, job.Attempts), (outcome.State, outcome.Attempts));
            Assert.InRange(outcome.Attempts, 0, job.Description.Retry.MaxAttempts);
            Assert.True(outcome.State switch
            {
                JobState.MissedDeadline => job.Description.Deadline is not null && outcome.Attempts == 0,
                JobState.TimedOut => job.Description.Timeout is not null,
                JobState.Skipped => outcome.Cause is not null || report.Tokens.Unaffordable.Contains(outcome.Id),
                JobState.Succeeded => job.Description.Dependencies.All(id => _jobs[id].State == JobState.Succeeded),
                JobState.Failed => outcome.Attempts > 0,
                _ => true,
            }, $"{outcome} of {job.Description}");
        });
        Assert.True(_isCancelled || _options.OnFailure != JobFailurePolicy.Stop || HasStopped(report), "A failure did not stop the run.");
    }

    // After a failure nothing is left that began by itself later on.
    private static bool HasStopped(JobReport report)
    {
        DateTimeOffset failed = report.Outcomes.Where(static outcome => outcome.State is JobState.Failed or JobState.TimedOut)
            .Select(static outcome => outcome.EndedAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        return report.Outcomes.All(outcome => outcome.EndedAt <= failed || outcome.State != JobState.Skipped || outcome.Cause is null)
            && report.Outcomes.All(outcome => outcome.StartedAt is not { } started || started <= failed);
    }
}
