namespace WhiteMagic.Execution.Interleavings.Tests.Jobs;

public sealed class JobInterleavingTests
{
    [Fact]
    public void RandomGraphs_InEveryScheduleTried_EndEveryJobInOneState() => Explorer.Check(1_000, JobProgram.RunAsync);

    [Fact]
    public void AJobAndACall_WhoWantTheOnlyWorker_BothGetIt() => Explorer.Check(500, SharedPoolProgram.RunAsync);
}
