namespace WhiteMagic.Execution.Interleavings.Tests.Files;

public sealed class FileInterleavingTests
{
    [Fact]
    public void RandomBatches_InEveryScheduleTried_GiveEveryFileOneOutcome() => Explorer.Check(1_000, FileBatchProgram.RunAsync);

    [Fact]
    public void RandomSearches_InEveryScheduleTried_FindWhatIsThereOnce() => Explorer.Check(1_000, SearchProgram.RunAsync);
}
