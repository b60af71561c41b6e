namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>What one policy reached in one scenario, for each phase.</summary>
internal sealed record SimulationRow(string Scenario, string Policy, (double Throughput, double Latency)[] Worst, double[] Mean)
{
    private const double LeastThroughput = 0.95;
    private const double MostLatency = 4;

    /// <summary>Whether every seed held both bars in every phase.</summary>
    public bool Holds => Worst.All(static phase => phase.Throughput >= LeastThroughput && phase.Latency <= MostLatency);
}
