namespace WhiteMagic.Execution.Workers;

/// <summary>Finds how many workers a pool should have, from what was measured; it keeps a memory of its own and serves one pool.</summary>
public interface IConcurrencyPolicy
{
    /// <summary>Says the limit for the next span of time.</summary>
    /// <param name="sample">What was measured in the last span.</param>
    /// <returns>The limit; what a pool cannot have is brought to the nearest that it can.</returns>
    int NextLimit(ConcurrencySample sample);
}
