namespace WhiteMagic.Execution.Jobs;

/// <summary>Is a run under way: it can be waited for, watched and cancelled.</summary>
public sealed class JobRun
{
    private readonly JobRunCore _core;

    internal JobRun(JobRunCore core) => _core = core;

    /// <summary>Ends with the report when every job has ended; it neither fails nor is cancelled, whatever the jobs do.</summary>
    public Task<JobReport> Completion => _core.Completion;

    /// <summary>Cancels all jobs that have not ended; those that run are left behind if they do not stop within the grace.</summary>
    public void Cancel() => _core.Cancel();

    /// <summary>Cancels one job, which skips those that depend on it.</summary>
    /// <returns>Whether there is such a job that had not ended.</returns>
    public bool Cancel(JobId id) => _core.Cancel(id);

    /// <summary>Reads what happens, from the first start to the last end; for one reader.</summary>
    /// <param name="cancellationToken">Ends the reading, not the run.</param>
    /// <exception cref="InvalidOperationException">The run keeps no events; set <see cref="JobRunOptions.KeepEvents"/>.</exception>
    public IAsyncEnumerable<JobEvent> ReadEventsAsync(CancellationToken cancellationToken = default) =>
        (_core.Events ?? throw new InvalidOperationException("The run keeps no events; start it with JobRunOptions.KeepEvents."))
            .ReadAllAsync(cancellationToken);
}
