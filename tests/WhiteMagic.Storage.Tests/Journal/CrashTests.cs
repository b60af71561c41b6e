using CsCheck;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Tests.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Journal;

public sealed class CrashTests
{
    private const string Root = "/store";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Commit_KilledAtAnyCall_RecoversToOldOrNew(bool after)
    {
        var scenario = CrashScenario.OfEveryKind;
        var finished = false;
        var outcomes = new HashSet<bool>();
        for (var n = 1; !finished; n++)
        {
            using var store = new TemporaryFolder();
            var real = PhysicalFileOperations.Instance;
            scenario.Populate(real, store.Root);
            var faulty = new FaultyFileOperations(real) { FailAt = n, CrashAfter = after };
            var acknowledged = scenario.Run(faulty, store.Root);
            finished = faulty.Calls < n;

            var journal = CrashScenario.Open(real, store.Root);
            _ = journal.Recover();
            var found = CrashScenario.ReadBack(real, store.Root);
            scenario.AssertOldOrNew(found, acknowledged);
            _ = outcomes.Add(found.SequenceEqual(scenario.After));
            Assert.False(journal.HasPending());
        }

        Assert.Equal(2, outcomes.Count);
    }

    [Fact]
    public void Recover_KilledAtAnyCall_IsFinishedByTheNext() => CrashScenario.Any.Sample(
        scenario => EachCrash(scenario, (crashed, acknowledged) => EachCrash(
            operations => CrashScenario.Open(operations, Root).Recover(),
            crashed,
            disk =>
            {
                _ = CrashScenario.Open(disk, Root).Recover();
                scenario.AssertOldOrNew(CrashScenario.ReadBack(disk, Root), acknowledged);
            })),
        iter: 100);

    [Fact]
    public void Commit_PowerLostAtAnyCall_RecoversToOldOrNew() => Gen.Select(CrashScenario.Any, Gen.Int).Sample(
        (scenario, seed) =>
        {
            var chance = new Random(seed);
            EachCrash(scenario, (crashed, acknowledged) =>
            {
                var disk = crashed.LosePower(chance);
                _ = CrashScenario.Open(disk, Root).Recover();
                scenario.AssertOldOrNew(CrashScenario.ReadBack(disk, Root), acknowledged);
                Assert.DoesNotContain(disk.Files.Keys, path => path.EndsWith(".json", StringComparison.Ordinal));
            });
        },
        iter: 1000);

    [Fact]
    public void Recover_PowerLostAtAnyCall_IsFinishedByTheNext() => Gen.Select(CrashScenario.Any, Gen.Int).Sample(
        (scenario, seed) =>
        {
            var chance = new Random(seed);
            EachCrash(scenario, (crashed, acknowledged) =>
            {
                var disk = crashed.LosePower(chance);
                EachCrash(operations => CrashScenario.Open(operations, Root).Recover(), disk, again =>
                {
                    var last = again.LosePower(chance);
                    _ = CrashScenario.Open(last, Root).Recover();
                    scenario.AssertOldOrNew(CrashScenario.ReadBack(last, Root), acknowledged);
                });
            });
        },
        iter: 100);

    private static void EachCrash(CrashScenario scenario, Action<SimulatedDisk, bool> check)
    {
        for (var (n, finished) = (1, false); !finished; n++)
        {
            var disk = new SimulatedDisk();
            scenario.Populate(disk, Root);
            var faulty = new FaultyFileOperations(disk) { FailAt = n, CrashAfter = true };
            var acknowledged = scenario.Run(faulty, Root);
            finished = faulty.Calls < n;
            check(disk, acknowledged);
        }
    }

    private static void EachCrash(Action<IFileOperations> run, SimulatedDisk start, Action<SimulatedDisk> check)
    {
        for (var (n, finished) = (1, false); !finished; n++)
        {
            var disk = start.Copy();
            var faulty = new FaultyFileOperations(disk) { FailAt = n, CrashAfter = true };
            try
            {
                run(faulty);
            }
            catch (CrashException)
            {
                // The next process finds what this one left.
            }

            finished = faulty.Calls < n;
            check(disk);
        }
    }
}
