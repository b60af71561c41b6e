using System.Diagnostics.Metrics;
using WhiteMagic.Execution.Pipelines;

namespace WhiteMagic.Execution.Diagnostics;

/// <summary>Sums up the stages of the runs that began while somebody listened, by name, whether they go on or have ended.</summary>
internal static class PipelineFigures
{
    private static readonly Dictionary<string, StageTotals> Gone = new(StringComparer.Ordinal);

    private static readonly Roster<(IReadOnlyList<(StageDefinition Stage, WorkCounters[] Workers)> Stages, TimeProvider Time)> Runs =
        new(static run => AddTo(Gone, run.Stages, run.Time));

    public static void Add(object run, RunPlan plan) => Runs.Add(run, (plan.Stages, plan.Run.Time));

    public static IEnumerable<Measurement<long>> ReadItems() => Totals().SelectMany(static stage => (Measurement<long>[])
    [
        Items(stage.Key, stage.Value.Succeeded, "succeeded"),
        Items(stage.Key, stage.Value.Failed, "failed"),
        Items(stage.Key, stage.Value.Cancelled, "cancelled"),
        Items(stage.Key, stage.Value.Skipped, "skipped"),
    ]);

    public static IEnumerable<Measurement<double>> ReadBusyTime() =>
        Totals().Select(static stage => new Measurement<double>(stage.Value.BusyTime.TotalSeconds, Stage(stage.Key)));

    private static Dictionary<string, StageTotals> Totals() => Runs.Read(static runs =>
    {
        Dictionary<string, StageTotals> totals = new(Gone, StringComparer.Ordinal);
        foreach ((IReadOnlyList<(StageDefinition Stage, WorkCounters[] Workers)> stages, TimeProvider time) in runs)
        {
            AddTo(totals, stages, time);
        }

        return totals;
    });

    private static void AddTo(
        Dictionary<string, StageTotals> totals, IReadOnlyList<(StageDefinition Stage, WorkCounters[] Workers)> stages, TimeProvider time)
    {
        foreach (StageStatistics stage in ReportWriter.Stages(stages, time))
        {
            totals[stage.Name] = totals.GetValueOrDefault(stage.Name).Add(stage);
        }
    }

    private static Measurement<long> Items(string stage, long count, string outcome) => new(count, Stage(stage), new("whitemagic.outcome", outcome));

    private static KeyValuePair<string, object?> Stage(string name) => new("whitemagic.pipeline.stage", name);
}
