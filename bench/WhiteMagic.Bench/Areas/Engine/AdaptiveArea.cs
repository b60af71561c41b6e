using WhiteMagic.Bench.Reports;
using WhiteMagic.Execution.Tests.Workers;

namespace WhiteMagic.Bench.Areas.Engine;

/// <summary>The limit that finds itself, beside a fixed one, in the simulated scenarios that the tests hold it to.</summary>
internal sealed class AdaptiveArea : IArea
{
    public string Name => "engine-adaptive";

    public string Summary => "how many at once, found as it goes: simulated services that change, 20 seeds each";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        var rows = SimulationReport.Create().Rows;
        var ours = rows.Where(static row => row.Policy == "gradient").ToArray();
        var beside = rows.Where(static row => row.Policy == "fixed 64").ToArray();
        return
        [
            Measure.AtLeast("scenarios that hold both bars in each phase of each seed", Holding(ours), "scenarios", ours.Length, Holding(beside)),
            Measure.AtLeast("share of the best throughput, worst phase of a scenario, mean of its seeds", WorstMean(ours), "%", 95, WorstMean(beside)),
            Measure.AtLeast("the same, worst seed", WorstShare(ours), "%", 95, WorstShare(beside)),
            Measure.AtMost("p50 over that without load, worst phase of the worst seed", WorstMultiple(ours), "x", 4, WorstMultiple(beside)),
        ];
    }

    private static int Holding(SimulationRow[] rows) => rows.Count(static row => row.Holds);

    private static double WorstMean(SimulationRow[] rows) => 100 * rows.Min(static row => row.Mean.Min());

    private static double WorstShare(SimulationRow[] rows) => 100 * rows.Min(static row => row.Worst.Min(static phase => phase.Throughput));

    private static double WorstMultiple(SimulationRow[] rows) => rows.Max(static row => row.Worst.Max(static phase => phase.Latency));
}
