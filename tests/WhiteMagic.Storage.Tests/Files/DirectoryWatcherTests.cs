using WhiteMagic.Storage.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Files;

public sealed class DirectoryWatcherTests : IDisposable
{
    private readonly TemporaryFolder _store = new();
    private readonly string _short;
    private readonly string _long;
    private readonly DirectoryWatcher _watcher;

    public DirectoryWatcherTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "inotify.");
        _short = _store.Folder("memory", "short_term");
        _long = _store.Folder("memory", "long_term");
        _watcher = new DirectoryWatcher([_short, _long]);
    }

    public void Dispose()
    {
        _watcher.Dispose();
        _store.Dispose();
    }

    [Fact]
    public void Drain_FirstTime_SaysEverythingThenNothing()
    {
        Assert.True(_watcher.Drain().Everything);
        Assert.True(_watcher.Drain().IsEmpty);
        Assert.True(_watcher.IsWatching);
    }

    [Fact]
    public void Drain_AfterEveryKindOfChange_NamesTheFiles()
    {
        File.WriteAllText(At("old.md"), "x");
        File.WriteAllText(At("gone.md"), "x");
        _ = _watcher.Drain();

        File.AppendAllText(At("old.md"), "y");
        Assert.Equal([new WatchedFile(_short, "old.md")], _watcher.Drain().Files);
        File.Delete(At("gone.md"));
        Assert.Equal([new WatchedFile(_short, "gone.md")], _watcher.Drain().Files);
        File.WriteAllText(At(".new.swp"), "x");
        Assert.True(_watcher.Drain().IsEmpty);
        File.Move(At(".new.swp"), At("ünï.md"));
        Assert.Equal([new WatchedFile(_short, "ünï.md")], _watcher.Drain().Files);
        File.SetLastWriteTimeUtc(At("old.md"), DateTime.UnixEpoch);
        Assert.Equal([new WatchedFile(_short, "old.md")], _watcher.Drain().Files);
        File.Move(At("old.md"), Path.Combine(_long, "old.md"));
        Assert.Equal(
            new HashSet<WatchedFile> { new(_short, "old.md"), new(_long, "old.md") }, _watcher.Drain().Files);
        Assert.True(_watcher.Drain().IsEmpty);
    }

    [Fact]
    public void Drain_FolderDeletedAndMadeAgain_SaysEverythingAndSeesTheNewOne()
    {
        _ = _watcher.Drain();
        Directory.Delete(_short);
        Assert.True(_watcher.Drain().Everything);
        Assert.True(_watcher.Drain().IsEmpty);
        _ = Directory.CreateDirectory(_short);
        Assert.True(_watcher.Drain().Everything);
        File.WriteAllText(At("a.md"), "x");
        Assert.Equal([new WatchedFile(_short, "a.md")], _watcher.Drain().Files);
    }

    [Fact]
    public void Drain_FolderReplacedBetweenTwoLooks_SeesTheNewOne()
    {
        _ = _watcher.Drain();
        Directory.Delete(_short);
        _ = Directory.CreateDirectory(_short);
        Assert.True(_watcher.Drain().Everything);

        // A folder may return with the number of the one before, so that a second look sets the watch.
        while (!_watcher.Drain().IsEmpty)
        {
        }

        File.WriteAllText(At("a.md"), "x");
        Assert.Equal([new WatchedFile(_short, "a.md")], _watcher.Drain().Files);
    }

    [Fact]
    public void Drain_ParentRenamedAndReplaced_SeesTheNewFolder()
    {
        _ = _watcher.Drain();
        Directory.Move(Path.Combine(_store.Root, "memory"), Path.Combine(_store.Root, "before"));
        _ = _store.Folder("memory", "short_term");
        _ = _store.Folder("memory", "long_term");
        Assert.True(_watcher.Drain().Everything);
        File.WriteAllText(At("a.md"), "x");
        Assert.Equal([new WatchedFile(_short, "a.md")], _watcher.Drain().Files);
    }

    [Fact]
    public void Drain_LinkOnTheWayRetargeted_SeesTheNewFolder()
    {
        var link = Path.Combine(_store.Root, "link");
        _ = Directory.CreateSymbolicLink(link, _short);
        using var watcher = new DirectoryWatcher([link]);
        _ = watcher.Drain();
        Assert.True(watcher.Drain().IsEmpty);
        File.Delete(link);
        _ = Directory.CreateSymbolicLink(link, _long);
        Assert.True(watcher.Drain().Everything);
        File.WriteAllText(Path.Combine(_long, "a.md"), "x");
        Assert.Equal([new WatchedFile(link, "a.md")], watcher.Drain().Files);
    }

    [Fact]
    public void Drain_TwoNamesForOneFolder_NamesTheFileUnderBoth()
    {
        var link = Path.Combine(_store.Root, "link");
        _ = Directory.CreateSymbolicLink(link, _short);
        using var watcher = new DirectoryWatcher([_short, link]);
        _ = watcher.Drain();
        File.WriteAllText(At("a.md"), "x");
        Assert.Equal(new HashSet<WatchedFile> { new(_short, "a.md"), new(link, "a.md") }, watcher.Drain().Files);
    }

    [Fact]
    public void Drain_QueueOverflow_SaysEverything()
    {
        _ = _watcher.Drain();
        var limit = int.Parse(
            File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.SkipWhen(limit > 200_000, "The queue is too long to fill.");
        File.WriteAllText(At("a.md"), "x");
        File.WriteAllText(At("b.md"), "x");
        for (var i = 0; i < limit; i++)
        {
            // Two files in turn, because the kernel merges equal events that follow each other.
            File.SetLastWriteTimeUtc(At((i & 1) == 0 ? "a.md" : "b.md"), DateTime.UnixEpoch);
        }

        Assert.True(_watcher.Drain().Everything);
        Assert.True(_watcher.Drain().IsEmpty);
    }

    [Fact]
    public void Drain_AfterInvalidate_SaysEverythingOnce()
    {
        _ = _watcher.Drain();
        _watcher.Invalidate();
        Assert.True(_watcher.Drain().Everything);
        Assert.True(_watcher.Drain().IsEmpty);
    }

    [Fact]
    public void Drain_FileSystemThatHidesChanges_AlwaysSaysEverything()
    {
        using var watcher = new DirectoryWatcher(["/proc/self"]);
        Assert.True(watcher.Drain().Everything);
        Assert.True(watcher.Drain().Everything);
        Assert.False(watcher.IsWatching);
    }

    [Theory]
    [InlineData(0x6969u)]
    [InlineData(0xFF534D42u)]
    [InlineData(0xFE534D42u)]
    [InlineData(0x65735546u)]
    [InlineData(0x01021997u)]
    public void IsLocal_NetworkOrUserSpace_IsFalse(uint type) => Assert.False(LocalFileSystem.IsLocal(type));

    private string At(string name) => Path.Combine(_short, name);
}
