namespace WhiteMagic.Execution.Jobs;

/// <summary>Holds the workers of a plan that share a queue.</summary>
internal sealed class PlanLane(ReadyQueue queue, int workers)
{
    public ReadyQueue Queue => queue;

    public int Workers { get; } = workers;

    public int Free { get; set; } = workers;

    /// <summary>How many seconds its jobs take together.</summary>
    public double Work { get; set; }
}
