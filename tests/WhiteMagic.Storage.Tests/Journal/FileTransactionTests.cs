using System.Text;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Journal;
using WhiteMagic.Storage.Tests.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Journal;

public sealed class FileTransactionTests : IDisposable
{
    private readonly TemporaryFolder _store = new();
    private readonly string _folder;

    public FileTransactionTests() => _folder = _store.Folder("memory", "short_term");

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Commit_OneStepOfEachKind_NeedsNoJournal()
    {
        var operations = new FaultyFileOperations(PhysicalFileOperations.Instance);
        var journal = CrashScenario.Open(operations, _store.Root);
        Commit(journal, t => t.Create(At("a.md"), Bytes("1")));
        Commit(journal, t => t.Replace(At("a.md"), Bytes("2")));
        Commit(journal, t => t.Move(At("a.md"), At("b.md")));
        Assert.Equal("2", File.ReadAllText(At("b.md")));
        Commit(journal, t => t.Delete(At("b.md")));
        Assert.Empty(Directory.GetFiles(_folder));
        Assert.False(Directory.Exists(Path.Combine(_store.Root, ".whitemagic", "journal")));
        Assert.Equal(1 + 3 + 3 + 2 + 2, operations.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Commit_CreateOfATakenName_SignalsAndChangesNothing(int steps)
    {
        File.WriteAllText(At("0.md"), "old");
        var error = Assert.Throws<PathConflictException>(() => Commit(Journal(), t =>
        {
            for (var i = 0; i < steps; i++)
            {
                t.Create(At($"{i}.md"), Bytes("new"));
            }
        }));
        Assert.Equal((PathConflict.Taken, At("0.md")), (error.Conflict, error.Path));
        Assert.Equal("old", File.ReadAllText(Assert.Single(Directory.GetFiles(_folder))));
        AssertNothingStaged();
    }

    [Theory]
    [InlineData("Move")]
    [InlineData("Replace")]
    [InlineData("Delete")]
    public void Commit_MissingSource_Signals(string kind)
    {
        var error = Assert.Throws<PathConflictException>(() => Commit(Journal(), t =>
        {
            t.Create(At("b.md"), Bytes("b"));
            switch (kind)
            {
                case "Move":
                    t.Move(At("none.md"), At("a.md"));
                    break;
                case "Replace":
                    t.Replace(At("none.md"), Bytes("a"));
                    break;
                default:
                    t.Delete(At("none.md"));
                    break;
            }
        }));
        Assert.Equal(PathConflict.Missing, error.Conflict);
        Assert.Empty(Directory.GetFiles(_folder));
        AssertNothingStaged();
    }

    [Fact]
    public void Commit_FileEditedSinceItWasRead_SignalsAndKeepsTheEdit()
    {
        File.WriteAllText(At("a.md"), "old");
        var stamp = PhysicalFileOperations.Instance.Stat(At("a.md"));
        File.WriteAllText(At("a.md"), "edited");
        var error = Assert.Throws<PathConflictException>(
            () => Commit(Journal(), t => t.Replace(At("a.md"), Bytes("new"), stamp)));
        Assert.Equal(PathConflict.Changed, error.Conflict);
        Assert.Equal("edited", File.ReadAllText(At("a.md")));
    }

    [Fact]
    public void Add_PathTwice_IsRefused()
    {
        using var transaction = Journal().Begin();
        transaction.Create(At("a.md"), Bytes("a"));
        Assert.Throws<InvalidOperationException>(() => transaction.Move(At("b.md"), At("a.md")));
    }

    [Fact]
    public void Commit_AnyCallFails_IsUndoneOrFinishedByRecovery()
    {
        var scenario = CrashScenario.OfEveryKind;
        var (undone, unfinished) = (0, 0);
        for (var (n, failed) = (1, true); failed; n++)
        {
            using var store = new TemporaryFolder();
            var real = PhysicalFileOperations.Instance;
            scenario.Populate(real, store.Root);
            var faulty = new FaultyFileOperations(real) { FailAt = n, Failure = FileFailure.NoSpace };
            var error = Record.Exception(() => scenario.Run(faulty, store.Root));
            failed = faulty.Calls >= n;
            Assert.True(!failed || error is StoreWriteException { Reason: "no space left on device" });
            if (error?.Message.Contains("nothing was changed", StringComparison.Ordinal) == true)
            {
                undone++;
                Assert.Equal(scenario.Before, CrashScenario.ReadBack(real, store.Root));
                Assert.False(CrashScenario.Open(real, store.Root).HasPending());
            }
            else
            {
                unfinished++;
                _ = CrashScenario.Open(real, store.Root).Recover();
                Assert.Equal(scenario.After, CrashScenario.ReadBack(real, store.Root));
            }
        }

        Assert.True(undone > 3 && unfinished > 3, $"{undone} undone, {unfinished} unfinished");
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static void Commit(StoreJournal journal, Action<FileTransaction> plan)
    {
        using var transaction = journal.Begin();
        plan(transaction);
        transaction.Commit();
    }

    private void AssertNothingStaged() =>
        Assert.Empty(Directory.GetFiles(Path.Combine(_store.Root, ".whitemagic"), "*", SearchOption.AllDirectories));

    private StoreJournal Journal() => CrashScenario.Open(PhysicalFileOperations.Instance, _store.Root);

    private string At(string name) => Path.Combine(_folder, name);
}
