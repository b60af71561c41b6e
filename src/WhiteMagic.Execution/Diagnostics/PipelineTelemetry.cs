using System.Diagnostics;
using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Tells listeners of one run of a pipeline: a span with the figures of each stage.</summary>
internal sealed class PipelineTelemetry
{
    private readonly Activity? _span = Instruments.Source.StartActivity("pipeline run");

    /// <summary>Begins to tell of a run and makes its span the current one; null when nobody listens.</summary>
    public static PipelineTelemetry? Start(object run, RunPlan plan)
    {
        bool isHeard = Instruments.Source.HasListeners() || Instruments.PipelineItems.Enabled || Instruments.PipelineBusy.Enabled;
        if (!isHeard)
        {
            return null;
        }

        PipelineFigures.Add(run, plan);
        try
        {
            return new();
        }
        catch (Exception)
        {
            // A listener's failure is no failure of the run.
            return null;
        }
    }

    public void Finish(PipelineReport report)
    {
        Activity? before = Activity.Current;
        try
        {
            Write(report);
            _span?.Stop();
        }
        catch (Exception)
        {
            // A listener's failure is no failure of the run.
        }
        finally
        {
            Activity.Current = before == _span ? null : before;
        }
    }

    private void Write(PipelineReport report)
    {
        if (_span is not { IsAllDataRequested: true })
        {
            return;
        }

        _span.SetTag("whitemagic.pipeline.end", report.End.ToString().ToLowerInvariant());
        _span.SetTag("whitemagic.pipeline.taken", report.Taken);
        _span.SetTag("whitemagic.pipeline.succeeded", report.Succeeded);
        _span.SetTag("whitemagic.pipeline.failed", report.Failed);
        if (report.Error is { } error)
        {
            _span.SetTag("error.type", error.GetType().FullName);
            _span.SetStatus(ActivityStatusCode.Error);
        }

        foreach (StageStatistics stage in report.Stages)
        {
            _span.AddEvent(new("stage", tags: new()
            {
                { "whitemagic.pipeline.stage", stage.Name },
                { "whitemagic.stage.in", stage.In },
                { "whitemagic.stage.out", stage.Out },
                { "whitemagic.stage.failed", stage.Failed },
                { "whitemagic.stage.busy_seconds", stage.BusyTime.TotalSeconds },
                { "whitemagic.stage.input_wait_seconds", stage.InputWaitTime.TotalSeconds },
                { "whitemagic.stage.output_wait_seconds", stage.OutputWaitTime.TotalSeconds },
            }));
        }
    }
}
