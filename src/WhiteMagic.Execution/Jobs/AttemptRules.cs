namespace WhiteMagic.Execution.Jobs;

/// <summary>Decides what follows when an attempt ends, takes too long or does not heed its token.</summary>
internal sealed class AttemptRules(JobGraph graph, JobRunOptions options, JobDeadlines? deadlines, RunState state)
{
    private readonly Job[] _jobs = graph.Items;

    public long NextAlarm => state.Alarms.TryPeek(out _, out long due) ? due : long.MaxValue;

    /// <summary>Ends an attempt, unless the run has gone on without it.</summary>
    public void Conclude(JobContext context, Exception? error, bool isRetryable)
    {
        int job = context.Index;
        ref JobCell cell = ref state.Cells[job];
        if (cell.Phase != JobPhase.Running || cell.Attempt != context.Attempt)
        {
            return;
        }

        cell.Error = error;
        if (cell.HasTimedOut)
        {
            Pause(job);
        }
        else if (error is null)
        {
            bool isLate = deadlines?.IsPast(job, state.Now) ?? false;
            state.End(job, JobState.Succeeded, isLate ? JobReasons.Late(deadlines!.Lateness(job, state.Now)) : JobReasons.Succeeded);
        }
        else if (error is OperationCanceledException && cell.StopReason is { } reason)
        {
            state.End(job, JobState.Cancelled, reason, cell.Cause);
        }
        else
        {
            Fail(job, error, isRetryable);
        }
    }

    public void Report(JobContext context, long tokens)
    {
        ref JobCell cell = ref state.Cells[context.Index];
        if (cell.Phase == JobPhase.Running && cell.Attempt == context.Attempt)
        {
            state.Tokens.Report(ref cell, tokens);
        }
    }

    public void RingAlarms()
    {
        while (state.Alarms.TryPeek(out JobAlarm alarm, out long due) && due <= state.Now)
        {
            state.Alarms.Dequeue();
            JobCell cell = state.Cells[alarm.Job];
            switch (alarm.Kind)
            {
                case JobAlarmKind.LatestStart when cell.Phase is JobPhase.Waiting or JobPhase.Ready or JobPhase.Parked or JobPhase.Pausing:
                    state.Miss(alarm.Job);
                    break;
                case JobAlarmKind.Timeout when IsRunning(alarm) && cell.StopReason is null:
                    TimeOut(alarm.Job);
                    break;
                case JobAlarmKind.Grace when IsRunning(alarm):
                    Abandon(alarm.Job);
                    break;
                case JobAlarmKind.Retry when cell.Phase == JobPhase.Pausing && cell.Attempt == alarm.Attempt:
                    state.MakeReady(alarm.Job);
                    break;
            }
        }
    }

    private bool IsRunning(JobAlarm alarm) =>
        state.Cells[alarm.Job].Phase == JobPhase.Running && state.Cells[alarm.Job].Attempt == alarm.Attempt;

    private void Fail(int job, Exception error, bool isRetryable)
    {
        ref JobCell cell = ref state.Cells[job];
        int most = _jobs[job].Retry.MaxAttempts;
        cell.Reason = JobReasons.Failed(cell.Attempt, most, error);
        if (isRetryable && CanRetry(in cell, most))
        {
            Pause(job);
        }
        else if (error is OperationCanceledException)
        {
            state.End(job, JobState.Cancelled, JobReasons.CancelledItself(error));
        }
        else
        {
            state.End(job, JobState.Failed, cell.Reason);
        }
    }

    private bool CanRetry(in JobCell cell, int most) => cell.Attempt < most && cell.StopReason is null && !state.IsStopped;

    private void Pause(int job)
    {
        ref JobCell cell = ref state.Cells[job];
        cell.Phase = JobPhase.Pausing;
        state.Leave(job, ref cell);
        if (cell.Phase != JobPhase.Pausing)
        {
            // What it used left another job no tokens, and that stopped the run.
            return;
        }

        state.Tell(JobEventKind.Retrying, job, cell.Reason);
        TimeSpan pause = _jobs[job].Retry.PauseAfter(cell.Attempt);
        if (pause == TimeSpan.Zero)
        {
            state.MakeReady(job);
        }
        else
        {
            state.SetAlarm(job, JobAlarmKind.Retry, pause);
        }
    }

    private void TimeOut(int job)
    {
        ref JobCell cell = ref state.Cells[job];
        JobRetryPolicy retry = _jobs[job].Retry;
        cell.Reason = JobReasons.TimedOut(cell.Attempt, retry.MaxAttempts, _jobs[job].Timeout);
        state.Stops.Add(cell.Context!.Stop);
        if (retry.RetryTimeouts && CanRetry(in cell, retry.MaxAttempts))
        {
            // Two attempts of a job never overlap, so the next one waits until this one has heeded its token.
            cell.HasTimedOut = true;
            state.SetAlarm(job, JobAlarmKind.Grace, options.CancellationGrace);
        }
        else
        {
            state.End(job, JobState.TimedOut, cell.Reason);
        }
    }

    private void Abandon(int job)
    {
        ref JobCell cell = ref state.Cells[job];
        bool isTimeout = cell.StopReason is null;
        string reason = (isTimeout ? cell.Reason : cell.StopReason)!;
        state.End(
            job,
            isTimeout ? JobState.TimedOut : JobState.Cancelled,
            JobReasons.NotHeeded(reason, options.CancellationGrace),
            isTimeout ? 0 : cell.Cause);
    }
}
