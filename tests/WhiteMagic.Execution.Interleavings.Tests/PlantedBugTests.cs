using WhiteMagic.Execution.Interleavings.Tests.Caching;
using WhiteMagic.Execution.Interleavings.Tests.Files;
using WhiteMagic.Execution.Interleavings.Tests.Jobs;
using WhiteMagic.Execution.Interleavings.Tests.Pipelines;
using WhiteMagic.Execution.Interleavings.Tests.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests;

public sealed class PlantedBugTests
{
    private const int Schedules = 30_000;

    private static readonly Dictionary<string, Func<Exploration, Task>> Programs = new()
    {
        ["WriterBeginsAtTicketZero"] = PipelineProgram.RunAsync,
        ["ReaderLooksBeforeItTellsOfItsHunger"] = LockstepProgram.RunAsync,
        ["WriterSleepsWithoutBeingOnTheList"] = PipelineProgram.RunAsync,
        ["TurnPassesOverWhatIsParked"] = OrderProgram.RunAsync,
        ["GateIsPassedWithoutAnotherLook"] = StampedeProgram.RunAsync,
        ["LeaverIsJoinedAfterItHasLeft"] = StampedeProgram.RunWithLeaversAsync,
        ["FailureIsRememberedAfterARemoval"] = CacheProgram.RunAsync,
        ["ValueIsKeptAfterARemoval"] = CacheProgram.RunAsync,
        ["StoredValueIsTakenIntoADetachedFlight"] = StoreProgram.RunAsync,
        ["StoreIsReadWhileAWriteIsPending"] = StoreProgram.RunAsync,
        ["BarrierLetsTheSameMomentThrough"] = CacheProgram.RunWithSecondLevelAsync,
        ["VoidWriteEndsBeforeItsBarrierIsUp"] = StoreProgram.RunAsync,
        ["CallIsClaimedInTwoSteps"] = PoolProgram.RunAsync,
        ["RefusedCallIsReportedTwice"] = PoolProgram.RunAsync,
        ["WorkerIsGivenWithoutTheLock"] = PoolProgram.RunAsync,
        ["ThreadSleepsThoughItWasWoken"] = PoolProgram.RunAsync,
        ["ContinuationIsPostedToAThreadThatLeaves"] = OwnThreadProgram.RunAsync,
        ["FreeWorkerIsMissedBetweenRefusalAndSleep"] = SharedPoolProgram.RunAsync,
        ["RunIsFinishedTwice"] = JobProgram.RunAsync,
        ["WorkerIsLentTwice"] = JobProgram.RunAsync,
        ["NobodyInsideIsToldOfTheWorkerThatIsBack"] = JobProgram.RunAsync,
        ["HeldWorkerIsLentToAllAtOnce"] = JobProgram.RunAsync,
        ["WhoWaitsForOthersInAStoppedPoolIsForgotten"] = JobProgram.RunAsync,
        ["RestIsGivenUpInTwoSteps"] = FileBatchProgram.RunAsync,
        ["TicksBringMoreThanMayRead"] = FileBatchProgram.RunAsync,
        ["WhoFailsIsNotSeenLeaving"] = FileBatchProgram.RunAsync,
        ["SlabsAreHandedInWithoutTheLock"] = FileBatchProgram.RunAsync,
        ["LateAskIsForgotten"] = SearchProgram.RunAsync,
        ["SearchEndsWithoutItsWorkers"] = SearchProgram.RunAsync,
        ["LastWorkerIsCountedInTwoSteps"] = SearchProgram.RunAsync,
        ["ReaderSleepsWithoutAnotherLook"] = SearchProgram.RunAsync,
        ["FolderIsListedByTwo"] = SearchProgram.RunAsync,
        ["WorkersAreNotToldOfRoom"] = SearchProgram.RunAsync,
    };

    public static TheoryData<string> Bugs => [.. Programs.Keys];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void FindFailure_OfAPlantedBug_FindsItAndNothingWithoutIt(string bug)
    {
        var seed = WithBug(bug, () => Explorer.FindFailure(Schedules, Programs[bug]));

        Assert.True(seed is not null, $"{Schedules} schedules did not show it.");
        Assert.Null(Explorer.Try(seed.Value, Programs[bug], out _));
    }

    private static int? WithBug(string bug, Func<int?> action)
    {
        Planted.Plant(bug);
        try
        {
            return action();
        }
        finally
        {
            Planted.Plant(null);
        }
    }
}
