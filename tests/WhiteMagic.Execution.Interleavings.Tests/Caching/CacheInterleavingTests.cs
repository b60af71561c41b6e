namespace WhiteMagic.Execution.Interleavings.Tests.Caching;

public sealed class CacheInterleavingTests
{
    [Fact]
    public void RandomPrograms_InEveryScheduleTried_KeepWhatTheCachePromises() => Explorer.Check(1_000, CacheProgram.RunAsync);

    [Fact]
    public void RandomPrograms_WithASecondLevel_KeepWhatTheCachePromises() =>
        Explorer.Check(1_000, CacheProgram.RunWithSecondLevelAsync);

    [Fact]
    public void ReadersAndAWriter_OfASlowStore_ReadNothingThatWasRemoved() => Explorer.Check(1_500, StoreProgram.RunAsync);

    [Fact]
    public void Callers_InEveryScheduleTried_ShareOneComputation() => Explorer.Check(500, StampedeProgram.RunAsync);

    [Fact]
    public void Callers_WhoAllLeave_LeaveNoComputationBehind() => Explorer.Check(500, StampedeProgram.RunWithLeaversAsync);
}
