using WhiteMagic.Context;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>Two spaces of one store on disk know nothing of each other.</summary>
public sealed class SpaceIsolationTests : IAsyncLifetime
{
    private readonly StoreBench _bench = new();
    private MemoryStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _store = new MemoryStore(new MemoryStoreOptions { BaseFolder = _bench.Root });
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [Theory]
    [InlineData("default", "work")]
    [InlineData("work", "home")]
    public async Task Memories_OfOneSpace_AreInNoAnswerOfTheOther(string here, string there)
    {
        (IMemorySpace mine, IMemorySpace other) = (await OpenAsync(here), await OpenAsync(there));
        MemoryId id = await AddAsync(mine, "Mine", "needle", "private");
        await AddAsync(other, "Other", "haystack", "shared");

        Assert.Equal(["Mine"], await StoreBench.FindAsync(mine, "needle"));
        Assert.Empty(await StoreBench.FindAsync(other, "needle"));
        Assert.Equal(["Other"], await StoreBench.TitlesAsync(other, archived: true));
        Assert.Equal(["shared"], (await other.ListTagsAsync(true, Cancel)).Tags.Select(static tag => tag.Tag));
        ContextPackage context = await other.GetContextAsync(new ContextRequest { Tier = ContextTier.Full }, Cancel);
        Assert.DoesNotContain("needle", context.Text, StringComparison.Ordinal);
        Assert.Contains("haystack", context.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await other.GetStatsAsync(Cancel)).TotalMemories);
        await Assert.ThrowsAsync<MemoryNotFoundException>(() => other.ReadAsync(new ReadRequest { Filename = id }, Cancel));
        await Assert.ThrowsAsync<MemoryNotFoundException>(() => other.DeleteAsync(id, permanent: true, cancellationToken: Cancel));
        await Assert.ThrowsAsync<MemoryNotFoundException>(() => other.UpdateAsync(id, new MemoryPatch { Append = "x" }, Cancel));
        await AssertHealthyAsync(mine, other);
    }

    [Fact]
    public async Task Relations_ToAMemoryOfAnotherSpace_AreRefusedAndNotFollowed()
    {
        (IMemorySpace mine, IMemorySpace other) = (await OpenAsync("default"), await OpenAsync("work"));
        MemoryId id = await AddAsync(mine, "Mine", "needle");
        MemoryId target = await AddAsync(other, "Target", "haystack");

        await Assert.ThrowsAsync<MemoryNotFoundException>(() => mine.RelateAsync(new RelationDraft { Source = id, Target = target }, Cancel));
        await mine.UpdateAsync(id, new MemoryPatch { Append = "[[Target]]" }, Cancel);

        string dangling = Assert.Single((await mine.CheckAsync(Cancel)).DanglingRelations);
        Assert.EndsWith("-> Target", dangling, StringComparison.OrdinalIgnoreCase);
        Assert.Empty((await other.ReadAsync(new ReadRequest { Filename = target }, Cancel)).Relations!);
    }

    [Fact]
    public async Task Files_OfASpace_LieUnderItsName()
    {
        MemoryId first = await AddAsync(await OpenAsync("default"), "First", "needle");
        MemoryId second = await AddAsync(await OpenAsync("work"), "Second", "haystack");

        Assert.True(File.Exists(_bench.PathOf(first.Value)));
        Assert.True(File.Exists(Path.Combine(_bench.Root, "memory", "spaces", "work", "short_term", second.Value)));
        Assert.True(Directory.Exists(Path.Combine(_bench.State, "spaces", "work")));
        Assert.Equal([first.Value], Directory.GetFiles(Path.Combine(_bench.Root, "memory", "short_term")).Select(Path.GetFileName));
        Assert.Equal(["default", "work"], (await _store.ListAsync(Cancel)).Select(static name => name.Value));
    }

    [Fact]
    public async Task Same_NameInTwoSpaces_AreTwoMemories()
    {
        (IMemorySpace mine, IMemorySpace other) = (await OpenAsync("default"), await OpenAsync("work"));
        _bench.Put("same.md", StoreBench.Memory("Mine", "needle"));
        string there = _bench.Put(Path.Combine("..", "spaces", "work", "short_term", "same.md"), StoreBench.Memory("Other", "haystack"));

        await mine.DeleteAsync(MemoryId.Parse("same"), permanent: true, cancellationToken: Cancel);

        Assert.True(File.Exists(there));
        Assert.Equal("haystack", (await other.ReadAsync(new ReadRequest { Filename = MemoryId.Parse("same") }, Cancel)).Content.Trim());
        await AssertHealthyAsync(mine, other);
    }

    private static async Task AssertHealthyAsync(params IMemorySpace[] spaces)
    {
        foreach (IMemorySpace space in spaces)
        {
            await StoreBench.AssertHealthyAsync(space);
        }
    }

    private static async Task<MemoryId> AddAsync(IMemorySpace space, string title, string content, params string[] tags) =>
        (await space.CreateAsync(new MemoryDraft { Title = title, Content = content, Tags = tags }, Cancel)).Filename;

    private async Task<IMemorySpace> OpenAsync(string name) => await _store.OpenAsync(SpaceName.Parse(name), Cancel);
}
