namespace WhiteMagic.Execution.Jobs;

/// <summary>Tells how a run went: the one outcome of each job, and how well its workers were used.</summary>
public sealed record JobReport
{
    /// <summary>The outcomes, in the graph's order.</summary>
    public required IReadOnlyList<JobOutcome> Outcomes { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long the run took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How many workers the pools of the run's jobs had when it began.</summary>
    public required int Workers { get; init; }

    /// <summary>The most jobs that ran at once.</summary>
    public required int PeakParallelism { get; init; }

    /// <summary>How long all jobs ran, together.</summary>
    public required TimeSpan TotalWork { get; init; }

    /// <summary>The chain of dependent jobs that ran longest, first to last.</summary>
    public required IReadOnlyList<JobId> CriticalPath { get; init; }

    /// <summary>How long the jobs of the critical path ran.</summary>
    public required TimeSpan CriticalPathDuration { get; init; }

    /// <summary>What the tokens bought.</summary>
    public required JobBudgetReport Tokens { get; init; }

    /// <summary>No schedule of these jobs can be shorter: the critical path, or the work spread evenly over the workers.</summary>
    public TimeSpan LowerBound
    {
        get
        {
            TimeSpan even = TotalWork / Math.Max(1, Workers);
            return even > CriticalPathDuration ? even : CriticalPathDuration;
        }
    }

    /// <summary>How many jobs ran at once on average; 0 for a run that took no time.</summary>
    public double AchievedParallelism => Duration > TimeSpan.Zero ? TotalWork / Duration : 0;

    /// <summary>Whether every job succeeded.</summary>
    public bool IsSuccess => Outcomes.All(static outcome => outcome.State == JobState.Succeeded);

    /// <summary>Counts the jobs that ended in a state.</summary>
    public int Count(JobState state) => Outcomes.Count(outcome => outcome.State == state);
}
