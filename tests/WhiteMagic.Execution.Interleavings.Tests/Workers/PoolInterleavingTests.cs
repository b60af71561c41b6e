namespace WhiteMagic.Execution.Interleavings.Tests.Workers;

public sealed class PoolInterleavingTests
{
    [Fact]
    public void RandomCallers_InEveryScheduleTried_GetOneOutcomeEachWithinTheLimit() => Explorer.Check(1_000, PoolProgram.RunAsync);

    [Fact]
    public void WorkOnOwnThreads_LetGoOnByOthers_IsNeverForgotten() => Explorer.Check(1_000, OwnThreadProgram.RunAsync);
}
