using System.Threading.Channels;

namespace WhiteMagic.Execution.Jobs;

/// <summary>Moves the jobs of one run from state to state; its caller holds the run's lock and keeps <see cref="Now"/>.</summary>
internal sealed class RunState(
    JobGraph graph, JobRunOptions options, JobDeadlines? deadlines, JobLane?[] laneOf, ChannelWriter<JobEvent>? events, Diagnostics.JobTelemetry? telemetry)
{
    private readonly Job[] _jobs = graph.Items;
    private readonly JobEdges _edges = graph.Edges;
    private readonly Stack<int> _doomed = new();
    private bool _isUnparking;

    public JobCell[] Cells { get; } = new JobCell[graph.Items.Length];

    public TokenGate Tokens { get; } = new(options.TokenBudget);

    /// <summary>The tokens to cancel as soon as the lock is free.</summary>
    public List<CancellationTokenSource> Stops { get; private set; } = [];

    /// <summary>The ticks since the run began.</summary>
    public long Now { get; set; }

    /// <summary>Whether no attempt may start any more.</summary>
    public bool IsStopped { get; private set; }

    public int Remaining { get; private set; } = graph.Items.Length;

    public int Running { get; private set; }

    public int Peak { get; private set; }

    public PriorityQueue<JobAlarm, long> Alarms { get; } = new();

    public void Begin()
    {
        for (int job = 0; job < _jobs.Length; job++)
        {
            Cells[job].Pending = _edges.DependencyCounts[job];
        }

        for (int job = 0; deadlines is not null && job < _jobs.Length; job++)
        {
            if (deadlines.IsHopeless(job) && Cells[job].Phase != JobPhase.Ended)
            {
                End(job, JobState.MissedDeadline, JobReasons.Hopeless(_jobs[job]));
            }
            else if (deadlines.Has(job))
            {
                Alarms.Enqueue(new JobAlarm(job, 0, JobAlarmKind.LatestStart), deadlines.LastStart(job) + 1);
            }
        }

        for (int job = 0; job < _jobs.Length; job++)
        {
            if (Cells[job].Pending == 0 && Cells[job].Phase == JobPhase.Waiting)
            {
                MakeReady(job);
            }
        }
    }

    /// <summary>Gives the next job of a lane to a worker, which has to conclude it.</summary>
    public JobContext? Take(JobLane lane, JobRunCore run)
    {
        while (lane.Ready > 0 && lane.Queue.TryPop(Now, out int job))
        {
            if (Cells[job].Phase == JobPhase.Ready && IsStillInTime(job) && IsAffordable(job, lane))
            {
                return Start(job, lane, run);
            }
        }

        return null;
    }

    /// <summary>Cancels one job, and with it what depends on it.</summary>
    /// <returns>Whether it had not ended.</returns>
    public bool Cancel(int job)
    {
        switch (Cells[job].Phase)
        {
            case JobPhase.Ended:
                return false;
            case JobPhase.Running:
                Stop(job, JobReasons.JobCancelled, 0);
                return true;
            default:
                End(job, JobState.Cancelled, JobReasons.JobCancelled);
                return true;
        }
    }

    /// <summary>Ends all jobs that have not started and asks those that run to stop.</summary>
    public void StopAll(JobState state, string reason, int cause = 0)
    {
        if (IsStopped && state != JobState.Cancelled)
        {
            return;
        }

        IsStopped = true;
        for (int job = 0; job < _jobs.Length; job++)
        {
            if (Cells[job].Phase == JobPhase.Running)
            {
                Stop(job, reason, cause);
            }
            else if (Cells[job].Phase != JobPhase.Ended)
            {
                Close(job, state, reason, cause);
            }
        }
    }

    /// <summary>Fails the jobs that wait for workers of a pool that lends none any more.</summary>
    public void CloseLane(JobLane lane, Exception error)
    {
        for (int job = 0; job < _jobs.Length; job++)
        {
            if (Cells[job].Phase == JobPhase.Ready && laneOf[(int)_jobs[job].Workload] == lane)
            {
                Cells[job].Error = error;
                End(job, JobState.Failed, JobReasons.PoolRefused(_jobs[job], error));
            }
        }
    }

    public List<CancellationTokenSource> TakeStops()
    {
        (List<CancellationTokenSource> stops, Stops) = (Stops, []);
        return stops;
    }

    private bool IsStillInTime(int job)
    {
        bool isTooLate = deadlines is not null && deadlines.Has(job) && Now > deadlines.LastStart(job);
        if (isTooLate)
        {
            Miss(job);
        }

        return !isTooLate;
    }

    public void Miss(int job)
    {
        ref JobCell cell = ref Cells[job];
        bool isRetry = cell.Attempt > 0;
        string reason = isRetry ? $"{cell.Reason} Its deadline left no time for another attempt." : JobReasons.MissedDeadline(_jobs[job]);
        End(job, isRetry ? JobState.Failed : JobState.MissedDeadline, reason);
    }

    private bool IsAffordable(int job, JobLane lane)
    {
        ref JobCell cell = ref Cells[job];
        if (cell.IsAdmitted)
        {
            return true;
        }

        long order = ((long)_jobs[job].Priority << 32) | (uint)graph.Estimates.Ranks[job];
        bool? answer = Tokens.Ask(Cells, job, order, _jobs[job].EstimatedTokens);
        if (answer is null)
        {
            cell.Phase = JobPhase.Parked;
            lane.Ready--;
        }
        else if (answer is false)
        {
            Refuse(job);
        }

        return answer is true;
    }

    private void Refuse(int job)
    {
        ref JobCell cell = ref Cells[job];
        string reason = JobReasons.Unaffordable(_jobs[job], Tokens.Left, options.TokenBudget);
        cell.IsUnaffordable = cell.Attempt == 0;
        End(job, cell.IsUnaffordable ? JobState.Skipped : JobState.Failed, cell.IsUnaffordable ? reason : $"{cell.Reason} {reason}");
    }

    private JobContext Start(int job, JobLane lane, JobRunCore run)
    {
        ref JobCell cell = ref Cells[job];
        cell.Phase = JobPhase.Running;
        cell.AttemptStart = Now;
        cell.StartMark = cell.Attempt++ == 0 ? Now + 1 : cell.StartMark;
        cell.Context = new JobContext(run, _jobs[job], job, cell.Attempt);
        cell.HasTimedOut = false;
        lane.Ready--;
        Running++;
        Peak = Math.Max(Peak, Running);
        if (_jobs[job].Timeout is { } timeout)
        {
            SetAlarm(job, JobAlarmKind.Timeout, timeout);
        }

        Tell(JobEventKind.Started, job, null);
        return cell.Context;
    }

    private void Stop(int job, string reason, int cause)
    {
        ref JobCell cell = ref Cells[job];
        if (cell.StopReason is null)
        {
            cell.StopReason = reason;
            cell.HasTimedOut = false;
            cell.Cause = cause;
            Stops.Add(cell.Context!.Stop);
            SetAlarm(job, JobAlarmKind.Grace, options.CancellationGrace);
        }
    }

    public void SetAlarm(int job, JobAlarmKind kind, TimeSpan after) =>
        Alarms.Enqueue(new JobAlarm(job, Cells[job].Attempt, kind), after.Ticks > long.MaxValue - Now ? long.MaxValue : Now + after.Ticks);

    public void MakeReady(int job)
    {
        ref JobCell cell = ref Cells[job];
        cell.Phase = JobPhase.Ready;
        cell.ReadyMark = cell.ReadyMark == 0 ? Now + 1 : cell.ReadyMark;
        JobLane lane = laneOf[(int)_jobs[job].Workload]!;
        lane.Ready++;
        lane.Queue.Push(job);
    }

    public void End(int job, JobState state, string reason, int cause = 0)
    {
        Close(job, state, reason, cause);
        if (state == JobState.Succeeded)
        {
            foreach (int successor in _edges.Successors(job))
            {
                if (--Cells[successor].Pending == 0 && Cells[successor].Phase == JobPhase.Waiting)
                {
                    MakeReady(successor);
                }
            }

            return;
        }

        SkipDescendants(job, state);
        if (options.OnFailure == JobFailurePolicy.Stop && state is JobState.Failed or JobState.TimedOut)
        {
            StopAll(JobState.Skipped, JobReasons.StoppedBy(_jobs[job]), job + 1);
        }
    }

    private void SkipDescendants(int root, JobState state)
    {
        string? reason = null;
        _doomed.Push(root);
        while (_doomed.TryPop(out int job))
        {
            foreach (int successor in _edges.Successors(job))
            {
                if (Cells[successor].Phase != JobPhase.Ended)
                {
                    Close(successor, JobState.Skipped, reason ??= JobReasons.DependsOn(_jobs[root], state), root + 1);
                    _doomed.Push(successor);
                }
            }
        }
    }

    private void Close(int job, JobState state, string reason, int cause)
    {
        ref JobCell cell = ref Cells[job];
        JobPhase phase = cell.Phase;
        if (phase == JobPhase.Ready)
        {
            laneOf[(int)_jobs[job].Workload]!.Ready--;
        }

        cell.Phase = JobPhase.Ended;
        cell.State = state;
        cell.Reason = reason;
        cell.Cause = cause;
        cell.End = Now;
        Remaining--;
        telemetry?.Note(job);
        Tell(JobEventKind.Ended, job, reason);
        if (phase == JobPhase.Running)
        {
            Leave(job, ref cell);
        }
        else if (cell.IsAdmitted || phase == JobPhase.Parked)
        {
            Tokens.Release(ref cell);
            Unpark();
        }
    }

    public void Leave(int job, ref JobCell cell)
    {
        Running--;
        cell.RunTicks += Now - cell.AttemptStart;
        cell.Result = cell.Context!.Result;
        cell.Context = null;
        Tokens.Settle(ref cell);
        Unpark();
    }

    private void Unpark()
    {
        // Whoever is refused here is closed, which comes here again.
        if (_isUnparking || IsStopped)
        {
            return;
        }

        _isUnparking = true;
        while (Tokens.HasParked && Tokens.TryUnpark(Cells, _jobs, out int job, out bool isAdmitted))
        {
            if (isAdmitted)
            {
                MakeReady(job);
            }
            else
            {
                Refuse(job);
            }
        }

        _isUnparking = false;
    }

    public void Tell(JobEventKind kind, int job, string? reason)
    {
        events?.TryWrite(new JobEvent
        {
            Kind = kind,
            Job = _jobs[job].Id,
            At = TimeSpan.FromTicks(Now),
            Attempt = Cells[job].Attempt,
            State = kind == JobEventKind.Ended ? Cells[job].State : null,
            Reason = reason,
            Ended = _jobs.Length - Remaining,
            Total = _jobs.Length,
        });
    }
}
