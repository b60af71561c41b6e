using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class AdaptiveSimulationTests
{
    /// <summary>Some seeds of it miss a bar: the median of few calls says little where one call in ten takes many times as long.</summary>
    private static readonly string[] Missed = ["latency_jitter"];

    [Fact]
    public void Simulation_EveryScenario_IsTheReportedAndHoldsTheBarsExceptWhereKnown()
    {
        SimulationReport report = SimulationReport.Create();

        Snapshot.Matches("adaptive.md", report.Text);
        Assert.Equal(Missed, report.Rows.Where(static row => row.Policy == "gradient" && !row.Holds).Select(static row => row.Scenario));
    }
}
