using WhiteMagic.Storage.Files;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Files;

public sealed class StoreScannerTests : IDisposable
{
    private readonly TemporaryFolder _store = new();
    private readonly string _memory;
    private readonly string _folder;

    public StoreScannerTests()
    {
        _memory = _store.Folder("memory");
        _folder = _store.Folder("memory", "short_term");
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Scan_FilesAndOtherNames_GivesOnlyMemories()
    {
        foreach (var name in new[] { "a.md", "ünï_記憶.md", ".hidden.md", "b.md~", ".c.md.swp", "d.tmp", "e.txt", ".md" })
        {
            File.WriteAllText(Path.Combine(_folder, name), "12345");
        }

        var found = Scan();
        Assert.Equal(["a.md", "ünï_記憶.md"], found.Keys.Order(StringComparer.Ordinal));
        Assert.All(found.Values, file => Assert.Equal((FileKind.File, 5), (file.Kind, (int)file.Stamp.Size)));
    }

    [Fact]
    public void Scan_ManyFiles_GivesEachOnceWithTheStampOfStat()
    {
        for (var i = 0; i < 3000; i++)
        {
            File.WriteAllText(Path.Combine(_folder, $"20261123_101500_memory_number_{i}.md"), new string('x', i % 7));
        }

        var found = Scan();
        Assert.Equal(3000, found.Count);
        Assert.All(found, file => Assert.Equal(
            PhysicalFileOperations.Instance.Stat(Path.Combine(_folder, file.Key)), file.Value.Stamp));
    }

    [Fact]
    public async Task Scan_NotRegularFiles_AreReportedByKind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Links and pipes.");
        var outside = _store.Write("outside.md", "secret");
        var inside = _store.Write("memory/notes/inside.md", "1234567");
        _ = Directory.CreateDirectory(Path.Combine(_folder, "folder.md"));
        File.CreateSymbolicLink(Path.Combine(_folder, "in.md"), inside);
        File.CreateSymbolicLink(Path.Combine(_folder, "out.md"), outside);
        File.CreateSymbolicLink(Path.Combine(_folder, "broken.md"), "nothing");
        File.CreateSymbolicLink(Path.Combine(_folder, "loop.md"), "loop.md");
        _ = Directory.CreateSymbolicLink(Path.Combine(_memory, "way"), _store.Root);
        File.CreateSymbolicLink(Path.Combine(_folder, "round.md"), "../way/outside.md");
        await Shell.RunAsync("mkfifo", [Path.Combine(_folder, "pipe.md")], TestContext.Current.CancellationToken);

        var kinds = Scan().ToDictionary(file => file.Key, file => file.Value.Kind, StringComparer.Ordinal);
        Assert.Equal(
            new Dictionary<string, FileKind>(StringComparer.Ordinal)
            {
                ["folder.md"] = FileKind.Directory,
                ["in.md"] = FileKind.Link,
                ["out.md"] = FileKind.OutsideLink,
                ["round.md"] = FileKind.OutsideLink,
                ["broken.md"] = FileKind.BrokenLink,
                ["loop.md"] = FileKind.BrokenLink,
                ["pipe.md"] = FileKind.Other,
            },
            kinds);
        Assert.Equal(7, Scan()["in.md"].Stamp.Size);
    }

    [Fact]
    public async Task Scan_NameThatIsNotUtf8_IsReported()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Names are bytes.");
        await Shell.RunAsync(
            "sh", ["-c", $"printf x > \"$(printf '{_folder}/bad\\377.md')\""], TestContext.Current.CancellationToken);
        var found = Scan();

        // Before the assertion, because .NET cannot delete it either.
        await Shell.RunAsync("rm", ["-r", _folder], TestContext.Current.CancellationToken);
        Assert.Equal(FileKind.UnreadableName, Assert.Single(found).Value.Kind);
    }

    [Fact]
    public void Scan_NoFolder_ReturnsFalse() =>
        Assert.False(new StoreScanner(_memory).Scan(Path.Combine(_memory, "none"), Ignore));

    [Fact]
    public void Scan_RootThatIsALink_FollowsLinksInsideIt()
    {
        var link = Path.Combine(_store.Root, "link");
        _ = Directory.CreateSymbolicLink(link, _memory);
        _ = _store.Write("memory/short_term/a.md", "a");
        File.CreateSymbolicLink(Path.Combine(_folder, "in.md"), Path.Combine(_folder, "a.md"));
        var found = Scan(new StoreScanner(link), Path.Combine(link, "short_term"));
        Assert.Equal(FileKind.Link, found["in.md"].Kind);
    }

    [Fact]
    public void TryLook_OneName_AgreesWithScan()
    {
        _ = _store.Write("memory/short_term/a.md", "abc");
        File.CreateSymbolicLink(Path.Combine(_folder, "out.md"), _store.Write("b.md", "b"));
        var scanner = new StoreScanner(_memory);
        Assert.All(Scan(), file =>
        {
            Assert.True(scanner.TryLook(_folder, file.Key, out var stamp, out var kind));
            Assert.Equal(file.Value, (stamp, kind));
        });
        Assert.False(scanner.TryLook(_folder, "none.md", out _, out _));
    }

    [Fact]
    public void PortableScan_SameFolder_GivesTheSameNamesAndKinds()
    {
        _ = _store.Write("memory/short_term/a.md", "abc");
        _ = _store.Write("memory/short_term/.b.md", "abc");
        _ = Directory.CreateDirectory(Path.Combine(_folder, "folder.md"));
        File.CreateSymbolicLink(Path.Combine(_folder, "out.md"), _store.Write("b.md", "b"));
        File.CreateSymbolicLink(Path.Combine(_folder, "in.md"), Path.Combine(_folder, "a.md"));
        File.CreateSymbolicLink(Path.Combine(_folder, "broken.md"), "nothing");
        var portable = new Dictionary<string, FileKind>(StringComparer.Ordinal);
        _ = PortableScanner.Scan(
            _memory, _folder, (ReadOnlySpan<char> name, in FileStamp _, FileKind kind) => portable[name.ToString()] = kind);
        Assert.Equal(Scan().ToDictionary(f => f.Key, f => f.Value.Kind, StringComparer.Ordinal), portable);
    }

    private static void Ignore(ReadOnlySpan<char> name, in FileStamp stamp, FileKind kind)
    {
    }

    private Dictionary<string, (FileStamp Stamp, FileKind Kind)> Scan() => Scan(new StoreScanner(_memory), _folder);

    private static Dictionary<string, (FileStamp Stamp, FileKind Kind)> Scan(StoreScanner scanner, string folder)
    {
        var found = new Dictionary<string, (FileStamp, FileKind)>(StringComparer.Ordinal);
        Assert.True(scanner.Scan(folder, (ReadOnlySpan<char> name, in FileStamp stamp, FileKind kind) =>
            found.Add(name.ToString(), (stamp, kind))));
        return found;
    }
}
