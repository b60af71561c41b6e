using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class AdaptiveSimulationTests
{
    /// <summary>Some seeds of these miss a bar so far; the report has their numbers.</summary>
    private static readonly string[] Missed = ["latency_jitter", "one_slot"];

    [Fact]
    public void Simulation_EveryScenario_IsTheReportedAndHoldsTheBarsExceptWhereKnown()
    {
        SimulationReport report = SimulationReport.Create();

        Snapshot.Matches("adaptive.md", report.Text);
        Assert.Equal(Missed, report.Rows.Where(static row => row.Policy == "gradient" && !row.Holds).Select(static row => row.Scenario));
    }
}
