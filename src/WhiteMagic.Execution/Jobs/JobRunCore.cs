using System.Threading.Channels;
using WhiteMagic.Execution.Diagnostics;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Runs one graph: borrows workers, guards the state with one lock, and minds the clock.</summary>
internal sealed class JobRunCore
{
    private readonly Lock _lock = new();
    private readonly JobGraph _graph;
    private readonly TimeProvider _time;
    private readonly JobLane[] _lanes;
    private readonly IDisposable?[] _subscriptions;
    private readonly RunState _state;
    private readonly AttemptRules _rules;
    private readonly JobReporter _reporter;
    private readonly WorkerBorrower _borrower;
    private readonly Channel<JobEvent>? _events;
    private readonly ITimer _timer;
    private readonly JobTelemetry? _telemetry;
    private readonly long _begin;
    private readonly TaskCompletionSource<JobReport> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _registration;
    private long _alarm = long.MaxValue;
    private int _finished;

    public JobRunCore(JobGraph graph, JobRunOptions options, Func<WorkloadKind, IWorkerPool> pools, TimeProvider time)
    {
        _graph = graph;
        _time = time;
        _begin = time.GetTimestamp();
        DateTimeOffset startedAt = time.GetUtcNow();
        var deadlines = JobDeadlines.Of(graph, startedAt);
        JobLane?[] laneOf = JobLanes.Make(graph, pools, deadlines, WorkAsync);
        _lanes = [.. laneOf.OfType<JobLane>().Distinct()];
        _events = options.KeepEvents
            ? Channel.CreateUnbounded<JobEvent>(new UnboundedChannelOptions { SingleReader = true })
            : null;
        _telemetry = JobTelemetry.Start(graph);
        _state = new RunState(graph, options, deadlines, laneOf, _events?.Writer, _telemetry);
        _rules = new AttemptRules(graph, options, deadlines, _state);
        _reporter = new JobReporter(graph, options, deadlines, startedAt, _lanes.Sum(static lane => lane.Pool.Limit));
        _borrower = new WorkerBorrower(_lock, (lane, error) => Change((state, thrown) => state.CloseLane(lane, thrown), error));
        _timer = time.CreateTimer(
            static core => ((JobRunCore)core!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _subscriptions = new IDisposable[_lanes.Length];
    }

    public Task<JobReport> Completion => _completion.Task;

    public ChannelReader<JobEvent>? Events => _events?.Reader;

    public void Begin(CancellationToken cancellationToken)
    {
        if (_telemetry is not null)
        {
            LiveRuns.Add(this);
        }

        lock (_lock)
        {
            Tick();
            _state.Begin();
            SetTimer();
        }

        for (int i = 0; i < _lanes.Length; i++)
        {
            _subscriptions[i] = _borrower.Subscribe(_lanes[i]);
        }

        _registration = cancellationToken.UnsafeRegister(static core => ((JobRunCore)core!).Cancel(), this);
        lock (_lock)
        {
            _borrower.IsOpen = true;
        }

        FollowUp();
        if (Completion.IsCompleted)
        {
            // The run was over before the registration was kept.
            _registration.Unregister();
        }
    }

    public void Cancel() => Change(static (state, reason) => state.StopAll(JobState.Cancelled, reason), JobReasons.RunCancelled);

    public bool Cancel(JobId id)
    {
        bool isCancelled = false;
        if (_graph.TryIndex(id, out int job))
        {
            Change((state, index) => isCancelled = state.Cancel(index), job);
        }

        return isCancelled;
    }

    /// <summary>Counts the jobs that wait for a worker and those that run.</summary>
    public (int Ready, int Running) Count()
    {
        lock (_lock)
        {
            return (_lanes.Sum(static lane => lane.Ready), _state.Running);
        }
    }

    public void ReportTokens(JobContext context, long tokens)
    {
        lock (_lock)
        {
            _rules.Report(context, tokens);
        }
    }

    public object? ResultOf(JobId asking, JobId id)
    {
        if (_graph.TryIndex(id, out int job))
        {
            lock (_lock)
            {
                ref JobCell cell = ref _state.Cells[job];
                if (cell is { Phase: JobPhase.Ended, State: JobState.Succeeded })
                {
                    return cell.Result;
                }
            }
        }

        throw new InvalidOperationException(
            $"Job '{asking}' asked for the result of '{id}', which has not succeeded; it must be in the graph and '{asking}' depend on it.");
    }

    private void Change<T>(Action<RunState, T> change, T argument)
    {
        lock (_lock)
        {
            Tick();
            change(_state, argument);
            SetTimer();
        }

        FollowUp();
    }

    private void Tick() => _state.Now = _time.GetElapsedTime(_begin).Ticks;

    private async Task WorkAsync(JobLane lane)
    {
        HeldWorker? held = HeldWorker.Enter(lane.Pool);
        var turn = new WorkerTurn();
        JobContext? context = Enter(lane, turn);
        while (context is not null)
        {
            Exception? error = null;
            _telemetry?.Enter(context);
            try
            {
                Task? task = context.Job.Work(context, context.Stop.Token);
                if (task is null)
                {
                    error = new InvalidOperationException("The work gave null instead of a task.");
                }
                else if (!task.IsCompletedSuccessfully)
                {
                    // The context is kept: a pool may have a thread of its own for what follows.
                    await task;
                }
            }
            catch (Exception thrown)
            {
                error = thrown;
            }

            _telemetry?.Leave();
            context = Exchange(lane, context, error, turn);
        }

        if (held is not null)
        {
            await held.EndAsync();
        }
    }

    private JobContext? Enter(JobLane lane, WorkerTurn turn)
    {
        JobContext? context;
        bool isFollowed;
        lock (_lock)
        {
            Tick();
            turn.Begin(_state.Now);
            lane.Starting--;
            context = _state.Take(lane, this);
            lane.Busy += context is null ? 0 : 1;
            isFollowed = SetTimer();
        }

        if (isFollowed)
        {
            FollowUp();
        }

        return context;
    }

    private JobContext? Exchange(JobLane lane, JobContext done, Exception? error, WorkerTurn turn)
    {
        // Asked before the lock is taken: it is the caller's code, and the pool's lock.
        bool isRetryable = error is not null && done.Attempt < done.Job.Retry.MaxAttempts && done.Job.Retry.Accepts(error);
        int limit = lane.Pool.Limit;
        JobContext? next = null;
        bool isFollowed;
        lock (_lock)
        {
            Tick();
            _rules.Conclude(done, error, isRetryable);
            if (turn.GoesOn(_state.Now) && lane.Busy <= limit)
            {
                next = _state.Take(lane, this);
            }

            lane.Busy -= next is null ? 1 : 0;
            isFollowed = SetTimer();
        }

        if (isFollowed)
        {
            FollowUp();
        }

        return next;
    }

    /// <summary>Sets the timer for the next alarm.</summary>
    /// <returns>Whether there is something to do once the lock is free.</returns>
    private bool SetTimer()
    {
        long next = _rules.NextAlarm;
        if (next < _alarm && _state.Remaining > 0)
        {
            _alarm = next;
            long ticks = Math.Clamp(next - _state.Now, 0, TimeSpan.FromDays(30).Ticks);
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(ticks / (double)TimeSpan.TicksPerMillisecond)), Timeout.InfiniteTimeSpan);
        }

        if (_state.Remaining == 0 || _state.Stops.Count > 0 || _telemetry is { HasNews: true })
        {
            return true;
        }

        foreach (JobLane lane in _lanes)
        {
            if (lane.WantsWorker)
            {
                return true;
            }
        }

        return false;
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _alarm = long.MaxValue;
            Tick();
            _rules.RingAlarms();
            SetTimer();
        }

        FollowUp();
    }

    private void FollowUp()
    {
        List<CancellationTokenSource>? stops = null;
        bool isDone;
        _telemetry?.Report(_lock, _state);
        lock (_lock)
        {
            if (!_borrower.IsOpen)
            {
                return;
            }

            if (_state.Stops.Count > 0)
            {
                stops = _state.TakeStops();
            }

            isDone = _state.Remaining == 0 && _telemetry is null or { IsSettled: true };
        }

        foreach (CancellationTokenSource stop in stops ?? [])
        {
            // Not waited for: what hears of it is the caller's code.
            _ = stop.CancelAsync();
        }

        foreach (JobLane lane in _lanes)
        {
            _borrower.Borrow(lane);
        }

        if (isDone && Interlocked.Exchange(ref _finished, 1) == 0)
        {
            Finish();
        }
    }

    private void Finish()
    {
        _registration.Unregister();
        _timer.Dispose();
        foreach (IDisposable? subscription in _subscriptions)
        {
            subscription?.Dispose();
        }

        JobReport report;
        lock (_lock)
        {
            report = _reporter.Make(_state);
        }

        _telemetry?.Finish(this, report);
        _completion.SetResult(report);
        _events?.Writer.TryComplete();
    }
}
