using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Tests.Memories;

/// <summary>Changes of records behind a space's back, as another program makes them.</summary>
public sealed class MemoryCatalogTests : IAsyncDisposable
{
    private readonly VolatileMemoryRecords _records = new();
    private readonly MemorySpace _space;

    public MemoryCatalogTests() =>
        _space = new MemorySpace(SpaceName.Default, _records, new VolatileMemoryIndex(), new VolatileMetricLog(), new SpaceOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _space.DisposeAsync();

    [Fact]
    public async Task AnEditElsewhere_IsSeenByTheNextOperation()
    {
        MemoryId id = await AddAsync("first");
        await FindAsync("first");

        await ElsewhereAsync(new RecordChange.Edit(Key(id), new RecordEdit { Content = "elsewhere" }));

        Assert.Equal(1, await FindAsync("elsewhere"));
        Assert.Equal(0, await FindAsync("first"));
    }

    [Fact]
    public async Task ADeletionElsewhere_IsSeenByTheNextOperation()
    {
        MemoryId id = await AddAsync("first");
        await FindAsync("first");

        await ElsewhereAsync(new RecordChange.Delete(Key(id)));

        await Assert.ThrowsAsync<MemoryNotFoundException>(() => _space.ReadAsync(new ReadRequest { Filename = id }, Cancel));
        Assert.Equal(0, await FindAsync("first"));
    }

    [Fact]
    public async Task AReindexCutShort_LosesNoChangeMadeElsewhere()
    {
        MemoryId id = await AddAsync("first");
        await AddAsync("second");
        await FindAsync("first");
        await ElsewhereAsync(new RecordChange.Edit(Key(id), new RecordEdit { Content = "elsewhere" }));
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _space.ReindexAsync(new Cutter(cut), cut.Token));

        Assert.Equal(1, await FindAsync("elsewhere"));
        Assert.Equal(1, await FindAsync("second"));
    }

    [Fact]
    public async Task AnEditElsewhereWhileConsolidating_KeepsTheMemoryYoung()
    {
        MemoryId id = await AddAsync("first");
        await FindAsync("first");

        await ElsewhereAsync(new RecordChange.Edit(Key(id), new RecordEdit { Updated = DateTimeOffset.MaxValue.AddDays(-1) }));
        var report = await _space.ConsolidateAsync(new Consolidation.ConsolidationRequest { MinAgeDays = 0 }, progress: null, Cancel);

        Assert.Equal(0, report.Candidates);
    }

    private static RecordKey Key(MemoryId id) => new(MemoryFolder.ShortTerm, id);

    private async Task<MemoryId> AddAsync(string content) =>
        (await _space.CreateAsync(new MemoryDraft { Title = "t", Content = content }, Cancel)).Filename;

    private async Task<int> FindAsync(string query) =>
        (await _space.SearchAsync(new MemoryQuery { Query = query }, Cancel)).Total;

    private async Task ElsewhereAsync(RecordChange change)
    {
        await using IRecordWriter writer = await _records.LockAsync(Cancel);
        await writer.CommitAsync([change], Cancel);
    }

    private sealed class Cutter(CancellationTokenSource source) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => source.Cancel();
    }
}
