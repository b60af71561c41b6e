namespace WhiteMagic.Execution.Pipelines;

/// <summary>Sums up what the parts of a run have counted.</summary>
internal static class ReportWriter
{
    public static PipelineReport Write(RunPlan plan, OutcomeCounters outcomes)
    {
        var run = plan.Run;
        return new()
        {
            End = run.End,
            Error = run.SourceError ?? (run.Stopped is { End: PipelineEnd.Faulted } fault ? fault.Error : null),
            Taken = Volatile.Read(ref run.Taken),
            Succeeded = outcomes[OutcomeStatus.Succeeded],
            Failed = outcomes[OutcomeStatus.Failed],
            Cancelled = outcomes[OutcomeStatus.Cancelled],
            Skipped = outcomes[OutcomeStatus.Skipped],
            Duration = run.Duration,
            Stages = Stages(plan.Stages, plan.Run.Time),
        };
    }

    public static IReadOnlyList<StageStatistics> Stages(
        IReadOnlyList<(StageDefinition Stage, WorkCounters[] Workers)> stages, TimeProvider time) =>
        [.. stages.Select(stage => Sum(stage.Stage, stage.Workers, time))];

    private static StageStatistics Sum(StageDefinition stage, WorkCounters[] workers, TimeProvider time)
    {
        TimeSpan Time(Func<WorkCounters, long> ticks) => time.GetElapsedTime(0, workers.Sum(ticks));

        return new()
        {
            Name = stage.Name,
            In = workers.Sum(w => w.In),
            Out = workers.Sum(w => w.Out),
            Failed = workers.Sum(w => w.Failed),
            Cancelled = workers.Sum(w => w.Cancelled),
            Skipped = workers.Sum(w => w.Skipped),
            BusyTime = Time(w => w.Busy),
            InputWaits = workers.Sum(w => w.InputWaits),
            InputWaitTime = Time(w => w.InputWait),
            OutputWaits = workers.Sum(w => w.OutputWaits),
            OutputWaitTime = Time(w => w.OutputWait),
        };
    }
}
