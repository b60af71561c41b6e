namespace WhiteMagic.Execution.Interleavings.Tests.Jobs;

public sealed class JobInterleavingTests
{
    [Fact]
    public void RandomGraphs_InEveryScheduleTried_EndEveryJobInOneState() => Explorer.Check(2_000, JobProgram.RunAsync);
}
