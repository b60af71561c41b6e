using System.Diagnostics;
using WhiteMagic.Execution.Jobs;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Writes what spans and instruments hold of jobs: names, numbers and kinds of errors, never what jobs give or say.</summary>
internal static class JobSpans
{
    public static Activity? Start(Activity run, Job job)
    {
        Activity.Current = run;
        Activity? span = Instruments.Source.StartActivity("job");
        if (span is { IsAllDataRequested: true })
        {
            span.DisplayName = job.Name ?? job.Id.Value;
            span.SetTag("whitemagic.job.id", job.Id.Value);
            span.SetTag("whitemagic.job.name", job.Name ?? job.Id.Value);
            span.SetTag("whitemagic.job.priority", Lower(job.Priority));
            span.SetTag("whitemagic.job.workload", Lower(job.Workload));
        }

        return span;
    }

    public static void End(Activity? span, in JobCell cell)
    {
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag("whitemagic.job.state", Lower(cell.State));
            span.SetTag("whitemagic.job.attempts", cell.Attempt);
            span.SetTag("whitemagic.job.tokens", cell.Spent);
            if (cell.State != JobState.Succeeded)
            {
                span.SetStatus(cell.State is JobState.Failed or JobState.TimedOut or JobState.MissedDeadline ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
                span.SetTag("error.type", cell.Error?.GetType().FullName ?? (cell.State == JobState.TimedOut ? "timeout" : null));
            }
        }

        span?.Stop();
    }

    public static bool Finish(Activity? run, JobReport report)
    {
        if (run is { IsAllDataRequested: true })
        {
            run.SetTag("whitemagic.run.jobs", report.Outcomes.Count);
            run.SetTag("whitemagic.run.succeeded", report.Count(JobState.Succeeded));
            run.SetTag("whitemagic.run.workers", report.Workers);
            run.SetTag("whitemagic.run.peak_parallelism", report.PeakParallelism);
            run.SetTag("whitemagic.run.tokens", report.Tokens.Spent);
            run.SetStatus(report.IsSuccess ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        }

        Activity? before = Activity.Current;
        run?.Stop();
        Activity.Current = before;
        return true;
    }

    public static void Measure(Job job, in JobCell cell)
    {
        KeyValuePair<string, object?> workload = new("whitemagic.job.workload", Lower(job.Workload));
        if (cell.Attempt > 0)
        {
            Instruments.JobDuration.Record(
                TimeSpan.FromTicks(cell.RunTicks).TotalSeconds, workload, new("whitemagic.job.state", Lower(cell.State)));
            Instruments.JobWait.Record(
                TimeSpan.FromTicks(cell.StartMark - cell.ReadyMark).TotalSeconds, workload, new("whitemagic.job.priority", Lower(job.Priority)));
        }

        if (cell.Spent > 0)
        {
            Instruments.JobTokens.Add(cell.Spent, workload);
        }
    }

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
