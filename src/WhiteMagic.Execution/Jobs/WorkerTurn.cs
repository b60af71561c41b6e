namespace WhiteMagic.Execution.Jobs;

/// <summary>Says when a worker goes back to its pool, so that runs that share the pool get their turn.</summary>
internal sealed class WorkerTurn
{
    // Handing a worker over costs some ten microseconds, which jobs without work would feel.
    private const int MostJobs = 1024;

    private const long LongestTicks = 10 * TimeSpan.TicksPerMillisecond;

    private long _began;
    private int _jobs;

    public void Begin(long now) => _began = now;

    /// <summary>Counts a job that has ended, and tells whether the worker may take another one.</summary>
    public bool GoesOn(long now) => ++_jobs < MostJobs && now - _began < LongestTicks;
}
