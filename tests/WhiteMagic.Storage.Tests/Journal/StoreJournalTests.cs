using System.Text;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Journal;
using WhiteMagic.Storage.Tests.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Journal;

public sealed class StoreJournalTests : IDisposable
{
    private static readonly IFileOperations Real = PhysicalFileOperations.Instance;

    private readonly TemporaryFolder _store = new();
    private readonly string _folder;

    public StoreJournalTests() => _folder = _store.Folder("memory", "short_term");

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Recover_NothingPending_ChangesNothing()
    {
        var journal = CrashScenario.Open(Real, _store.Root);
        Assert.False(journal.HasPending());
        Assert.Equal(JournalRecovery.Nothing, journal.Recover());
    }

    [Fact]
    public void Recover_NameTakenMeanwhile_KeepsBothFiles()
    {
        CommitAndCrash(t => t.Create(At("a.md"), "mine"u8.ToArray()));
        File.WriteAllText(At("a.md"), "theirs");
        var result = CrashScenario.Open(Real, _store.Root).Recover();
        Assert.Equal(["memory/short_term/a_2.md"], result.SetAside);
        Assert.Equal(("theirs", "mine"), (File.ReadAllText(At("a.md")), File.ReadAllText(At("a_2.md"))));
    }

    [Fact]
    public void Recover_FileEditedMeanwhile_KeepsTheEditUnderAnotherName()
    {
        File.WriteAllText(At("a.md"), "old");
        CommitAndCrash(t => t.Replace(At("a.md"), "new"u8.ToArray()));
        File.WriteAllText(At("a.md"), "edited");
        var result = CrashScenario.Open(Real, _store.Root).Recover();
        Assert.Equal(["memory/short_term/a_2.md"], result.SetAside);
        Assert.Equal(("new", "edited"), (File.ReadAllText(At("a.md")), File.ReadAllText(At("a_2.md"))));
    }

    [Fact]
    public void Recover_FileToDeleteEditedMeanwhile_KeepsIt()
    {
        File.WriteAllText(At("a.md"), "old");
        CommitAndCrash(t => t.Delete(At("a.md")));
        File.WriteAllText(At("a.md"), "edited");
        _ = CrashScenario.Open(Real, _store.Root).Recover();
        Assert.Equal("edited", File.ReadAllText(At("a.md")));
    }

    [Fact]
    public void Recover_TornRecord_IsRemovedWithNothingChanged()
    {
        File.WriteAllText(At("a.md"), "old");
        CommitAndCrash(t => t.Delete(At("a.md")));
        var record = Assert.Single(Directory.GetFiles(JournalFolder));
        var bytes = File.ReadAllBytes(record);
        foreach (var torn in new[] { [], bytes[..^1], Changed(bytes), "{}"u8.ToArray(), "null"u8.ToArray() })
        {
            File.WriteAllBytes(record, torn);
            Assert.Equal(1, CrashScenario.Open(Real, _store.Root).Recover().Discarded);
            Assert.Equal("old", File.ReadAllText(At("a.md")));
            Assert.Empty(Directory.GetFiles(JournalFolder));
        }

        static byte[] Changed(byte[] bytes) =>
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace("a.md", "b.md", StringComparison.Ordinal));
    }

    [Fact]
    public void Recover_StagedContentLost_DeletesNothing()
    {
        File.WriteAllText(At("a.md"), "old");
        CommitAndCrash(t => t.Delete(At("a.md")));
        Directory.Delete(Path.Combine(_store.Root, ".whitemagic", "tmp"), recursive: true);
        Assert.Equal(1, CrashScenario.Open(Real, _store.Root).Recover().Discarded);
        Assert.Equal("old", File.ReadAllText(At("a.md")));
    }

    [Fact]
    public void Recover_RecordThatLeavesTheStore_IsRefused()
    {
        var outside = _store.Write("outside.md", "precious");
        var store = _store.Folder("inner");
        var steps = new[]
        {
            new JournalStep { Kind = StepKind.Delete, Path = "../outside.md" },
            new JournalStep { Kind = StepKind.Delete, Path = outside },
        };
        foreach (var step in steps)
        {
            var path = Path.Combine(Directory.CreateDirectory(Path.Combine(store, ".whitemagic", "journal")).FullName, "x.json");
            File.WriteAllBytes(path, JournalFormat.Write([step]));
            Assert.Equal(1, CrashScenario.Open(Real, store).Recover().Discarded);
        }

        Assert.Equal("precious", File.ReadAllText(outside));
    }

    [Fact]
    public void Recover_RecordOfANewerVersion_IsLeftForIt()
    {
        CommitAndCrash(t => t.Create(At("a.md"), "a"u8.ToArray()));
        var record = Assert.Single(Directory.GetFiles(JournalFolder));
        File.WriteAllText(
            record, File.ReadAllText(record).Replace("\"version\":1", "\"version\":2", StringComparison.Ordinal));
        var error = Assert.Throws<StoreWriteException>(() => CrashScenario.Open(Real, _store.Root).Recover());
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(record));
    }

    private string JournalFolder => Path.Combine(_store.Root, ".whitemagic", "journal");

    private string At(string name) => Path.Combine(_folder, name);

    // Two steps, so that there is a record; the process dies right after it is flushed.
    private void CommitAndCrash(Action<FileTransaction> plan)
    {
        for (var n = 1; ; n++)
        {
            var transaction = CrashScenario.Open(new FaultyFileOperations(Real) { FailAt = n }, _store.Root).Begin();
            plan(transaction);
            transaction.Create(At("other.md"), "other"u8.ToArray());
            Assert.Throws<CrashException>(transaction.Commit);
            if (Directory.Exists(JournalFolder) && Directory.GetFiles(JournalFolder).Length > 0)
            {
                return;
            }
        }
    }
}
