using Microsoft.Extensions.Time.Testing;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Files;

public sealed class StoreFilesTests : IDisposable
{
    private readonly TemporaryFolder _store = new();
    private readonly string _folder;

    public StoreFilesTests() => _folder = _store.Folder("memory", "short_term");

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Publish_FreeName_LeavesOnlyTheFile()
    {
        var files = Files();
        using (var staged = files.Stage("content"u8))
        {
            Assert.True(files.Publish(staged, At("a.md")));
            files.FlushDirectory(_folder);
        }

        Assert.Equal("content", File.ReadAllText(At("a.md")));
        Assert.Empty(Directory.GetFiles(files.StagingFolder));
    }

    [Fact]
    public void Publish_TakenName_ReturnsFalseAndAnotherNameWorks()
    {
        var files = Files();
        File.WriteAllText(At("a.md"), "old");
        using (var staged = files.Stage("new"u8))
        {
            Assert.False(files.Publish(staged, At("a.md")));
            Assert.True(files.Publish(staged, At("a_2.md")));
        }

        Assert.Equal(("old", "new"), (File.ReadAllText(At("a.md")), File.ReadAllText(At("a_2.md"))));
    }

    [Fact]
    public void Stage_Abandoned_LeavesNothing()
    {
        var files = Files();
        files.Stage("content"u8).Dispose();
        Assert.Empty(Directory.GetFiles(files.StagingFolder));
    }

    [Fact]
    public void Stage_StateFolderDeletedMeanwhile_MakesItAgain()
    {
        var files = Files();
        files.Stage("one"u8).Dispose();
        Directory.Delete(Path.Combine(_store.Root, ".whitemagic"), recursive: true);
        using var staged = files.Stage("two"u8);
        Assert.True(files.Publish(staged, At("a.md")));
    }

    [Fact]
    public void Create_CostsThreeCalls()
    {
        var operations = new FaultyFileOperations(PhysicalFileOperations.Instance);
        var files = Files(operations);
        files.Stage("first"u8).Dispose();
        var before = operations.Calls;
        using (var staged = files.Stage("content"u8))
        {
            _ = files.Publish(staged, At("a.md"));
            files.FlushDirectory(_folder);
        }

        Assert.Equal(3, operations.Calls - before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Changes_FolderOnAnotherFileSystem_Work(bool full)
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "Needs a second file system.");
        var elsewhere = Directory.CreateDirectory($"/dev/shm/whitemagic-{Guid.NewGuid():N}").FullName;
        try
        {
            var archive = Path.Combine(_store.Root, "memory", "archive");
            _ = Directory.CreateSymbolicLink(archive, elsewhere);
            var files = Files(durability: full ? Durability.Full : Durability.Normal);
            File.WriteAllText(Path.Combine(elsewhere, "taken.md"), "old");
            using var staged = files.Stage("new"u8);
            Assert.False(files.Publish(staged, Path.Combine(archive, "taken.md")));
            Assert.True(files.Publish(staged, Path.Combine(archive, "a.md")));
            using var second = files.Stage("newer"u8);
            files.Replace(second, Path.Combine(archive, "taken.md"));
            File.WriteAllText(At("moved.md"), "moved");
            Assert.True(files.Move(At("moved.md"), Path.Combine(archive, "moved.md")));

            Assert.Equal(["a.md", "moved.md", "taken.md"], PhysicalFileOperations.Instance.List(elsewhere).Order());
            Assert.Equal("newer", File.ReadAllText(Path.Combine(elsewhere, "taken.md")));
            Assert.False(File.Exists(At("moved.md")));
            Assert.Empty(Directory.GetFiles(files.StagingFolder));
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Theory]
    [InlineData(FileFailure.NoSpace, "no space left on device", "free some space")]
    [InlineData(FileFailure.ReadOnly, "read-only file system", "writable")]
    [InlineData(FileFailure.Denied, "permission denied", "write access")]
    [InlineData(FileFailure.DeviceError, "input/output error", "check the disk")]
    public void Publish_SystemRefuses_NamesFileCauseAndRemedy(object failure, string reason, string remedy)
    {
        var files = Files(new FaultyFileOperations(PhysicalFileOperations.Instance)
        {
            FailAt = 3,
            Failure = (FileFailure)failure,
        });
        using var staged = files.Stage("content"u8);
        var error = Assert.Throws<StoreWriteException>(() => files.Publish(staged, At("a.md")));
        Assert.Equal("memory/short_term/a.md", error.Path);
        Assert.Equal(reason, error.Reason);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_store.Root, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stage_DiskReallyFull_SaysSoAndLeavesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Mounts a small file system.");
        var cancellation = TestContext.Current.CancellationToken;
        var small = _store.Folder("small");
        await Shell.RunAsync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", small], cancellation);
        try
        {
            var files = new StoreFiles(
                small, Path.Combine(small, ".whitemagic"), Durability.Full, PhysicalFileOperations.Instance);
            var error = Assert.Throws<StoreWriteException>(() => files.Stage(new byte[100_000]));
            Assert.Equal("no space left on device", error.Reason);
            Assert.Empty(Directory.GetFiles(files.StagingFolder));
        }
        finally
        {
            await Shell.RunAsync("umount", [small], cancellation);
        }
    }

    [Fact]
    public void Sweep_LeftOvers_RemovesOnlyWhatNobodyUses()
    {
        var files = Files();
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var mine = files.Stage("mine"u8);
        var parts = Path.GetFileName(mine.Path).Split('-');
        var ofDead = Path.Combine(files.StagingFolder, $"{int.MaxValue}-{parts[1]}-1.tmp");
        var ofStranger = Path.Combine(files.StagingFolder, $"{int.MaxValue}-elsewhere-1.tmp");
        var hidden = At($".{int.MaxValue}-{parts[1]}-2.tmp");
        var memory = At("a.md");
        Array.ForEach([ofDead, ofStranger, hidden, memory], path => File.WriteAllText(path, "x"));
        var sweeper = new StagingSweeper(files, time);

        sweeper.Sweep([_folder]);
        Assert.Equal(
            [false, true, false, true, true],
            new[] { ofDead, ofStranger, hidden, memory, mine.Path }.Select(File.Exists));
        time.Advance(TimeSpan.FromHours(2));
        sweeper.Sweep([_folder]);
        Assert.Equal([false, true, true], new[] { ofStranger, memory, mine.Path }.Select(File.Exists));
    }

    private StoreFiles Files(IFileOperations? operations = null, Durability durability = Durability.Full) => new(
        _store.Root, Path.Combine(_store.Root, ".whitemagic"), durability, operations ?? PhysicalFileOperations.Instance);

    private string At(string name) => Path.Combine(_folder, name);
}
