using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class AbsentSpaceTests : IAsyncLifetime
{
    private static readonly SpaceName Mistyped = SpaceName.Parse("wrok");
    private static readonly MemoryId Unknown = MemoryId.Parse("a.md");

    private readonly TemporaryFolder _folder = new();
    private MemoryStore _store = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _store = Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("default")]
    [InlineData("wrok")]
    public async Task Reads_OfASpaceNobodyMade_FindNothingAndLeaveNoTrace(string name)
    {
        IMemorySpace space = await _store.OpenAsync(SpaceName.Parse(name), Cancel);

        Assert.Empty((await space.SearchAsync(new MemoryQuery { Query = "x" }, Cancel)).Matches);
        Assert.Empty((await space.ListAsync(new ListQuery(), Cancel)).Memories);
        Assert.Empty((await space.ListTagsAsync(cancellationToken: Cancel)).Tags);
        SpaceStats stats = await space.GetStatsAsync(Cancel);
        Assert.Equal((name, 0), (stats.Space, stats.TotalMemories));
        Assert.True((await space.CheckAsync(Cancel)).Healthy);
        Assert.Equal(0, (await space.ReindexAsync(cancellationToken: Cancel)).Memories);
        await space.GetContextAsync(new ContextRequest { Tier = ContextTier.Full }, Cancel);
        await space.ConsolidateAsync(new ConsolidationRequest { DryRun = false }, cancellationToken: Cancel);
        await space.SummarizeMetricsAsync([], Cancel);
        await Assert.ThrowsAsync<MemoryNotFoundException>(() => space.ReadAsync(new ReadRequest { Filename = Unknown }, Cancel));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task Changes_OfMemoriesThatAreNotThere_SaySoAndLeaveNoTrace()
    {
        IMemorySpace space = await _store.OpenAsync(Mistyped, Cancel);

        await Assert.ThrowsAsync<MemoryNotFoundException>(() => space.UpdateAsync(Unknown, new MemoryPatch { Append = "x" }, Cancel));
        await Assert.ThrowsAsync<MemoryNotFoundException>(() => space.DeleteAsync(Unknown, cancellationToken: Cancel));
        await Assert.ThrowsAsync<MemoryNotFoundException>(() => space.RestoreAsync(Unknown, cancellationToken: Cancel));
        await Assert.ThrowsAsync<MemoryNotFoundException>(
            () => space.RelateAsync(new RelationDraft { Source = Unknown, Target = MemoryId.Parse("b.md") }, Cancel));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task Create_AfterReads_MakesTheSpaceAndIsSeen()
    {
        IMemorySpace space = await _store.OpenAsync(Mistyped, Cancel);
        Assert.Empty(await StoreBench.TitlesAsync(space));

        await StoreBench.CreateAsync(space, "Alpha", "apples");

        Assert.Equal(["Alpha"], await StoreBench.FindAsync(space, "apples"));
        Assert.Contains(Mistyped, await _store.ListAsync(Cancel));
        await using MemoryStore other = Open();
        Assert.Equal(["Alpha"], await StoreBench.TitlesAsync(await other.OpenAsync(Mistyped, Cancel)));
    }

    [Fact]
    public async Task Metric_AsTheFirstThingKept_IsSeenBySomeoneElse()
    {
        IMemorySpace space = await _store.OpenAsync(Mistyped, Cancel);

        await space.TrackMetricAsync(new MetricSample { Category = "speed", Metric = "search", Value = 1 }, Cancel);

        await using MemoryStore other = Open();
        IMemorySpace seen = await other.OpenAsync(Mistyped, Cancel);
        Assert.Single(await seen.ExportMetricsAsync([], Cancel).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Reads_AfterSomeoneElseMadeTheSpace_SeeWhatItHolds()
    {
        IMemorySpace space = await _store.OpenAsync(Mistyped, Cancel);
        Assert.Empty(await StoreBench.TitlesAsync(space));

        await using MemoryStore other = Open();
        await StoreBench.CreateAsync(await other.OpenAsync(Mistyped, Cancel), "Alpha");

        Assert.Equal(["Alpha"], await StoreBench.TitlesAsync(space));
    }

    [Fact]
    public async Task Create_ByManyAtOnce_KeepsAll()
    {
        IMemorySpace space = await _store.OpenAsync(Mistyped, Cancel);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => StoreBench.CreateAsync(space, $"m{i}"), Cancel)));

        Assert.Equal(16, (await StoreBench.TitlesAsync(space)).Length);
    }

    private MemoryStore Open() => new(new MemoryStoreOptions { BaseFolder = _folder.Root });
}
