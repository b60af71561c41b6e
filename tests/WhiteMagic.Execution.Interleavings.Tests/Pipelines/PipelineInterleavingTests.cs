namespace WhiteMagic.Execution.Interleavings.Tests.Pipelines;

public sealed class PipelineInterleavingTests
{
    [Fact]
    public void RandomPipelines_InEveryScheduleTried_GiveEveryItemOneOutcomeInOrder() => Explorer.Check(1_000, PipelineProgram.RunAsync);

    [Fact]
    public void X()
    {
        Planted.Plant("WriterBeginsAtTicketZero");
        Explorer.Check(1_000, PipelineProgram.RunAsync);
    }
}
