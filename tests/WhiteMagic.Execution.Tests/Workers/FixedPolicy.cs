using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>The limit that never changes.</summary>
internal sealed class FixedPolicy(int limit) : IConcurrencyPolicy
{
    public int NextLimit(ConcurrencySample sample) => limit;
}
