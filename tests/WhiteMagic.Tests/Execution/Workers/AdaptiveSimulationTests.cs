using WhiteMagic.Testing;

namespace WhiteMagic.Tests.Execution.Workers;

public sealed class AdaptiveSimulationTests
{
    [Fact]
    public void Simulation_EveryScenario_IsTheReportedAndHoldsTheBars()
    {
        SimulationReport report = SimulationReport.Create();

        Snapshot.Matches("adaptive.md", report.Text);
        Assert.Empty(report.Rows.Where(static row => row.Policy == "gradient" && !row.Holds).Select(static row => row.Scenario));
    }
}
