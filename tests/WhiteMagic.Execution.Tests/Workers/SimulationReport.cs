using System.Globalization;
using System.Text;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>Simulates the default policy, and a fixed limit beside it, over all scenarios and seeds.</summary>
internal sealed record SimulationReport(IReadOnlyList<SimulationRow> Rows)
{
    private const int Seeds = 20;

    public string Text => Write();

    public static SimulationReport Create()
    {
        SimulationRow[] rows = new SimulationRow[SimulatedScenarios.All.Count * 2];
        Parallel.For(0, rows.Length, index =>
        {
            (string name, SimulatedPhase[] phases) = SimulatedScenarios.All[index / 2];
            rows[index] = index % 2 == 0
                ? Simulate(name, "gradient", phases, static () => new LatencyGradientPolicy())
                : Simulate(name, "fixed 64", phases, static () => new FixedPolicy(64));
        });

        return new SimulationReport(rows);
    }

    private static SimulationRow Simulate(string scenario, string policy, SimulatedPhase[] phases, Func<IConcurrencyPolicy> create)
    {
        (double Throughput, double Latency)[] worst = [.. phases.Select(static _ => (double.PositiveInfinity, 0.0))];
        double[] mean = new double[phases.Length];
        for (int seed = 0; seed < Seeds; seed++)
        {
            List<(double Throughput, double Latency)> results = new SimulatedRun(phases, create(), seed).Run();
            for (int phase = 0; phase < phases.Length; phase++)
            {
                worst[phase] = (Math.Min(worst[phase].Throughput, results[phase].Throughput), Math.Max(worst[phase].Latency, results[phase].Latency));
                mean[phase] += results[phase].Throughput / Seeds;
            }
        }

        return new SimulationRow(scenario, policy, worst, mean);
    }

    private string Write()
    {
        StringBuilder report = new();
        report.AppendLine(CultureInfo.InvariantCulture, $"# Adaptive concurrency, simulated over {Seeds} seeds");
        report.AppendLine();
        report.AppendLine("Each cell is a phase: the share of the most work that the service could have done, as the mean and the worst of the seeds,");
        report.AppendLine("and the worst seed's median time of a call as a multiple of that without load. Work left over from one phase counts in the");
        report.AppendLine("next. The bars are 95 % and 4x in every phase of every seed.");
        report.AppendLine();
        report.AppendLine("| scenario | policy | phase 1 | phase 2 | phase 3 | bars held |");
        report.AppendLine("|---|---|---|---|---|---|");
        foreach (SimulationRow row in Rows)
        {
            IEnumerable<string> cells = row.Worst.Select((worst, phase) =>
                string.Create(CultureInfo.InvariantCulture, $"{row.Mean[phase]:P1} ({worst.Throughput:P1}), {worst.Latency:F1}x"));
            report.AppendLine(CultureInfo.InvariantCulture, $"| {row.Scenario} | {row.Policy} | {string.Join(" | ", cells)} | {(row.Holds ? "yes" : "no")} |");
        }

        return report.ToString();
    }
}
