using WhiteMagic.Execution.Interleavings.Tests.Caching;
using WhiteMagic.Execution.Interleavings.Tests.Jobs;
using WhiteMagic.Execution.Interleavings.Tests.Pipelines;
using WhiteMagic.Execution.Interleavings.Tests.Workers;

namespace WhiteMagic.Execution.Interleavings.Tests;

public sealed class PlantedBugTests
{
    private const int Schedules = 10_000;

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
        ["VoidWriteEndsBeforeItsBarrierIsUp"] = CacheProgram.RunWithSecondLevelAsync,
        ["CallIsClaimedInTwoSteps"] = PoolProgram.RunAsync,
        ["RefusedCallIsReportedTwice"] = PoolProgram.RunAsync,
        ["WorkerIsGivenWithoutTheLock"] = PoolProgram.RunAsync,
        ["ThreadSleepsThoughItWasWoken"] = PoolProgram.RunAsync,
        ["ContinuationIsPostedToAThreadThatLeaves"] = OwnThreadProgram.RunAsync,
        ["FreeWorkerIsMissedBetweenRefusalAndSleep"] = SharedPoolProgram.RunAsync,
        ["RunIsFinishedTwice"] = JobProgram.RunAsync,
        ["LoanIsUsedTwice"] = JobProgram.RunAsync,
    };

    public static TheoryData<string> Bugs => [.. Programs.Keys];

    [Theory]
    [MemberData(nameof(Bugs))]
    public void FindFailure_OfAPlantedBug_FindsIt(string bug)
    {
        Planted.Plant(bug);
        try
        {
            var seed = Explorer.FindFailure(Schedules, Programs[bug]);

            Assert.True(seed is not null, $"{Schedules} schedules did not show it.");
            File.AppendAllText("/work/wt/explore/artifacts/seeds.txt", $"{bug} {seed} " + Explorer.Try(seed.Value, Programs[bug], out _)?.Message + "\n");
        }
        finally
        {
            Planted.Plant(null);
        }
    }
}
