namespace WhiteMagic.Execution.Interleavings.Tests.Pipelines;

public sealed class PipelineInterleavingTests
{
    [Fact]
    public void RandomPipelines_InEveryScheduleTried_GiveEveryItemOneOutcomeInOrder() => Explorer.Check(1_000, PipelineProgram.RunAsync);

    [Fact]
    public void SplitItems_ThroughNarrowBuffers_ComeOutAsALoopGivesThem() => Explorer.Check(1_000, OrderProgram.RunAsync);

    [Fact]
    public void ASource_ThatWaitsForItsItemToComeOut_IsNeverLeftWaiting() => Explorer.Check(1_000, LockstepProgram.RunAsync);

    [Fact]
    public void RandomStops_InEveryScheduleTried_EndTheRun() => Explorer.Check(1_000, StopProgram.RunAsync);
}
