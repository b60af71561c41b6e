using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class MemoryStoreTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_ThenSearchReadUpdateArchiveRestore_Works()
    {
        string folder = Directory.CreateTempSubdirectory("wm").FullName;
        await using var store = new MemoryStore(new MemoryStoreOptions { BaseFolder = folder });
        IMemorySpace space = await store.OpenAsync(SpaceName.Default, Cancel);

        MemoryReceipt receipt = await space.CreateAsync(new MemoryDraft { Title = "Why SQLite", Content = "Because it is fast.\n\nAnd small.", Tags = ["Decision"] }, Cancel);
        SearchResult found = await space.SearchAsync(new MemoryQuery { Query = "fast" }, Cancel);
        MemoryView view = await space.ReadAsync(new ReadRequest { Filename = receipt.Filename }, Cancel);
        await space.UpdateAsync(receipt.Filename, new MemoryPatch { AddTags = ["x"], Append = "More." }, Cancel);
        await space.DeleteAsync(receipt.Filename, false, Cancel);
        SearchResult gone = await space.SearchAsync(new MemoryQuery { Query = "fast" }, Cancel);
        await space.RestoreAsync(receipt.Filename, null, Cancel);
        MemoryView after = await space.ReadAsync(new ReadRequest { Filename = receipt.Filename }, Cancel);

        Assert.Equal(receipt.Filename, Assert.Single(found.Matches).Filename);
        Assert.Equal("Because it is fast.\n\nAnd small.", view.Content);
        Assert.Empty(gone.Matches);
        Assert.EndsWith("More.", after.Content, StringComparison.Ordinal);
        Assert.Equal(["decision", "x"], after.Tags);
        TestContext.Current.TestOutputHelper?.WriteLine(System.Text.Json.JsonSerializer.Serialize(found, WhiteMagicJson.Readable.SearchResult));
    }
}
