using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class ExternalChangeTests : IAsyncLifetime
{
    private readonly StoreBench _bench = new();
    private IMemorySpace _space = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _space = await _bench.OpenAlphaAndBetaAsync();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Edit_InPlaceWithoutAChangeOfSize_IsSeen()
    {
        string path = _bench.PathOf("a.md");
        DateTime modified = File.GetLastWriteTimeUtc(path);
        await File.WriteAllTextAsync(path, StoreBench.Memory("Alpha", "quince"), Cancel);
        File.SetLastWriteTimeUtc(path, modified);

        Assert.Equal(["Alpha"], await StoreBench.FindAsync(_space, "quince"));
        Assert.Empty(await StoreBench.FindAsync(_space, "apples"));
        Assert.Equal("quince", (await _space.ReadAsync(new ReadRequest { Filename = MemoryId.Parse("a") }, Cancel)).Content);
    }

    [Fact]
    public async Task Edit_ThroughATemporaryFileRenamedOver_IsSeen()
    {
        await File.WriteAllTextAsync(_bench.PathOf("a.md.tmp"), StoreBench.Memory("Alpha", "quince"), Cancel);
        File.Move(_bench.PathOf("a.md.tmp"), _bench.PathOf("a.md"), overwrite: true);

        Assert.Equal(["Alpha"], await StoreBench.FindAsync(_space, "quince"));
        Assert.Empty(await StoreBench.FindAsync(_space, "apples"));
    }

    [Fact]
    public async Task Edit_WithABackupAsVimMakes_IsSeen()
    {
        string path = _bench.PathOf("a.md");
        File.Move(path, path + "~");
        await File.WriteAllTextAsync(path, StoreBench.Memory("Alpha", "quince"), Cancel);
        File.Delete(path + "~");

        Assert.Equal(["Alpha"], await StoreBench.FindAsync(_space, "quince"));
        Assert.Equal(["Alpha", "Beta"], await StoreBench.TitlesAsync(_space));
    }

    [Fact]
    public async Task Edit_WithOtherLineBreaks_IsNotUndoneByAnUpdateWithTheSameText()
    {
        string path = _bench.Put("a.md", "---\r\ntitle: Alpha\r\n---\r\n\r\none\r\ntwo\r\n");
        byte[] before = await File.ReadAllBytesAsync(path, Cancel);

        UpdateReceipt receipt = await _space.UpdateAsync(MemoryId.Parse("a"), new MemoryPatch { Content = "one\ntwo" }, Cancel);

        Assert.Empty(receipt.Changed);
        Assert.Equal(before, await File.ReadAllBytesAsync(path, Cancel));
    }

    [Fact]
    public async Task Edit_BetweenReadAndUpdate_MakesTheVersionStale()
    {
        MemoryView read = await _space.ReadAsync(new ReadRequest { Filename = MemoryId.Parse("a"), IncludeMetadata = true }, Cancel);
        _bench.Put("a.md", StoreBench.Memory("Alpha", "quince"));

        await Assert.ThrowsAsync<MemoryConflictException>(() => _space.UpdateAsync(
            read.Filename, new MemoryPatch { Append = "More.", ExpectedVersion = read.Version }, Cancel));
        Assert.Contains("quince", await File.ReadAllTextAsync(_bench.PathOf("a.md"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_Added_IsSeen()
    {
        _bench.Put("c.md", StoreBench.Memory("Gamma", "cherries"));

        Assert.Equal(["Gamma"], await StoreBench.FindAsync(_space, "cherries"));
    }

    [Fact]
    public async Task File_Deleted_IsGone()
    {
        File.Delete(_bench.PathOf("a.md"));

        Assert.Empty(await StoreBench.FindAsync(_space, "apples"));
        await Assert.ThrowsAsync<MemoryNotFoundException>(() => _space.ReadAsync(new ReadRequest { Filename = MemoryId.Parse("a") }, Cancel));
    }

    [Fact]
    public async Task File_Renamed_HasItsNewName()
    {
        File.Move(_bench.PathOf("a.md"), _bench.PathOf("z.md"));

        MemoryPage page = await _space.ListAsync(new ListQuery(), Cancel);

        Assert.Equal(["b.md", "z.md"], page.Memories.Select(static memory => memory.Filename.Value).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("long_term", MemoryKind.LongTerm, MemoryStatus.Active)]
    [InlineData("archive", MemoryKind.ShortTerm, MemoryStatus.Archived)]
    public async Task File_MovedToAnotherFolder_IsOfThatFolder(string folder, MemoryKind kind, MemoryStatus status)
    {
        File.Move(_bench.PathOf("a.md"), _bench.PathOf("a.md", folder));

        MemoryPage page = await _space.ListAsync(new ListQuery { IncludeArchived = true }, Cancel);

        MemorySummary moved = Assert.Single(page.Memories, static memory => memory.Title == "Alpha");
        Assert.Equal((kind, status), (moved.Type, moved.Status));
    }

    [Fact]
    public async Task Folder_Replaced_IsReadAnew()
    {
        string folder = Path.GetDirectoryName(_bench.PathOf("a.md"))!;
        Directory.Move(folder, folder + "-old");
        _bench.Put("n.md", StoreBench.Memory("New", "nectarines"));

        Assert.Equal(["Beta", "New"], await StoreBench.TitlesAsync(_space));
        _bench.Put("o.md", StoreBench.Memory("Other", "oranges"));
        Assert.Equal(["Other"], await StoreBench.FindAsync(_space, "oranges"));
    }

    [Fact]
    public async Task Folder_Deleted_CanBeWrittenToAgain()
    {
        Directory.Delete(Path.GetDirectoryName(_bench.PathOf("a.md"))!, recursive: true);

        Assert.Equal(["Beta"], await StoreBench.TitlesAsync(_space));
        await StoreBench.CreateAsync(_space, "Gamma");
        Assert.Equal(["Beta", "Gamma"], await StoreBench.TitlesAsync(_space));
    }

    [Fact]
    public async Task Writes_OfTwoStores_AreSeenByEachOtherAtOnce()
    {
        IMemorySpace other = await _bench.OpenAsync();

        MemoryReceipt receipt = await StoreBench.CreateAsync(_space, "Gamma", "cherries");
        Assert.Equal(["Gamma"], await StoreBench.FindAsync(other, "cherries"));
        await other.UpdateAsync(receipt.Filename, new MemoryPatch { Append = "damsons" }, Cancel);
        Assert.Equal(["Gamma"], await StoreBench.FindAsync(_space, "damsons"));
        await _space.DeleteAsync(receipt.Filename, cancellationToken: Cancel);
        Assert.Equal(["Alpha", "Beta"], await StoreBench.TitlesAsync(other));
        await other.RestoreAsync(receipt.Filename, cancellationToken: Cancel);
        Assert.Equal(["Alpha", "Beta", "Gamma"], await StoreBench.TitlesAsync(_space));
    }
}
