namespace WhiteMagic.Execution.Jobs;

/// <summary>Makes the report of a run that has ended.</summary>
internal sealed class JobReporter(JobGraph graph, JobRunOptions options, JobDeadlines? deadlines, DateTimeOffset startedAt, int workers)
{
    public JobReport Make(RunState state)
    {
        var outcomes = new JobOutcome[state.Cells.Length];
        double[] lengths = new double[outcomes.Length];
        var unaffordable = new List<JobId>();
        long work = 0;
        int bought = 0;
        for (int job = 0; job < outcomes.Length; job++)
        {
            ref JobCell cell = ref state.Cells[job];
            outcomes[job] = Outcome(job, in cell);
            lengths[job] = cell.Attempt > 0 ? cell.RunTicks : -1;
            work += cell.RunTicks;
            bought += cell.State == JobState.Succeeded ? 1 : 0;
            if (cell.IsUnaffordable)
            {
                unaffordable.Add(graph.Items[job].Id);
            }
        }

        (IReadOnlyList<JobId> path, double length) = LongestPath.Of(graph, lengths);
        return new JobReport
        {
            Outcomes = outcomes,
            StartedAt = startedAt,
            Duration = TimeSpan.FromTicks(state.Now),
            Workers = workers,
            PeakParallelism = state.Peak,
            TotalWork = TimeSpan.FromTicks(work),
            CriticalPath = path,
            CriticalPathDuration = TimeSpan.FromTicks((long)length),
            Tokens = new JobBudgetReport
            {
                Budget = options.TokenBudget,
                Admitted = state.Tokens.Admitted,
                Spent = state.Tokens.Spent,
                Bought = bought,
                Unaffordable = unaffordable,
            },
        };
    }

    private JobOutcome Outcome(int job, in JobCell cell) => new()
    {
        Id = graph.Items[job].Id,
        State = cell.State,
        Reason = cell.Reason!,
        Cause = cell.Cause > 0 ? graph.Items[cell.Cause - 1].Id : null,
        Error = cell.Error,
        Result = cell.State == JobState.Succeeded ? cell.Result : null,
        Attempts = cell.Attempt,
        ReadyAt = When(cell.ReadyMark),
        StartedAt = When(cell.StartMark),
        EndedAt = startedAt.AddTicks(cell.End),
        RunTime = TimeSpan.FromTicks(cell.RunTicks),
        IsLate = deadlines is not null && deadlines.Has(job) && (cell.State == JobState.MissedDeadline || deadlines.IsPast(job, cell.End)),
        Tokens = cell.Spent,
    };

    private DateTimeOffset? When(long mark) => mark > 0 ? startedAt.AddTicks(mark - 1) : null;
}
