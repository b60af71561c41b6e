namespace WhiteMagic.Execution.Interleavings.Tests.Workers;

public sealed class PoolInterleavingTests
{
    [Fact]
    public void RandomCallers_InEveryScheduleTried_GetOneOutcomeEachWithinTheLimit() => Explorer.Check(2_000, PoolProgram.RunAsync);
}
