using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>A real space held in memory that keeps what it was asked, for tests of what verbs send.</summary>
internal sealed class NotebookSpace(IMemorySpace space) : IMemorySpace
{
    public SpaceName Name => space.Name;

    /// <summary>The memories as they were after the last command that could change them, by creation.</summary>
    public IReadOnlyList<MemoryEntry> Entries { get; private set; } = [];

    /// <summary>What a check answers in place of the truth.</summary>
    public HealthReport? Health { get; set; }

    public ConsolidationRequest? Consolidated { get; private set; }

    public ContextRequest? ContextAsked { get; private set; }

    public MemoryQuery? Searched { get; private set; }

    public Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken = default) => space.CreateAsync(draft, cancellationToken);

    public Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default)
    {
        Searched = query;
        return space.SearchAsync(query, cancellationToken);
    }

    public Task<MemoryView> ReadAsync(ReadRequest request, CancellationToken cancellationToken = default) => space.ReadAsync(request, cancellationToken);

    public Task<MemoryLines> ReadLinesAsync(ReadLinesRequest request, CancellationToken cancellationToken = default) =>
        space.ReadLinesAsync(request, cancellationToken);

    public Task<BatchReadResult> ReadManyAsync(BatchReadRequest request, CancellationToken cancellationToken = default) =>
        space.ReadManyAsync(request, cancellationToken);

    public Task<MemoryPage> ListAsync(ListQuery query, CancellationToken cancellationToken = default) => space.ListAsync(query, cancellationToken);

    public Task<UpdateReceipt> UpdateAsync(MemoryId id, MemoryPatch patch, CancellationToken cancellationToken = default) =>
        space.UpdateAsync(id, patch, cancellationToken);

    public Task<DeleteReceipt> DeleteAsync(MemoryId id, bool permanent = false, CancellationToken cancellationToken = default) =>
        space.DeleteAsync(id, permanent, cancellationToken);

    public Task<RestoreReceipt> RestoreAsync(MemoryId id, MemoryKind? type = null, CancellationToken cancellationToken = default) =>
        space.RestoreAsync(id, type, cancellationToken);

    public Task<RelationReceipt> RelateAsync(RelationDraft relation, CancellationToken cancellationToken = default) =>
        space.RelateAsync(relation, cancellationToken);

    public Task<TagReport> ListTagsAsync(bool includeArchived = false, CancellationToken cancellationToken = default) =>
        space.ListTagsAsync(includeArchived, cancellationToken);

    public Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken = default)
    {
        ContextAsked = request;
        return space.GetContextAsync(request, cancellationToken);
    }

    public Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Consolidated = request;
        return space.ConsolidateAsync(request, progress, cancellationToken);
    }

    public Task<CacheReceipt> ClearCacheAsync(CancellationToken cancellationToken = default) => space.ClearCacheAsync(cancellationToken);

    public Task<MetricReceipt> TrackMetricAsync(MetricSample sample, CancellationToken cancellationToken = default) =>
        space.TrackMetricAsync(sample, cancellationToken);

    public Task<MetricsReport> SummarizeMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        space.SummarizeMetricsAsync(categories, cancellationToken);

    public IAsyncEnumerable<MetricSample> ExportMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        space.ExportMetricsAsync(categories, cancellationToken);

    public Task<SpaceStats> GetStatsAsync(CancellationToken cancellationToken = default) => space.GetStatsAsync(cancellationToken);

    public Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default) =>
        Health is null ? space.CheckAsync(cancellationToken) : Task.FromResult(Health);

    public Task<ReindexReport> ReindexAsync(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        space.ReindexAsync(progress, cancellationToken);

    public IAsyncEnumerable<MemoryEntry> ExportAsync(bool includeArchived = true, CancellationToken cancellationToken = default) =>
        space.ExportAsync(includeArchived, cancellationToken);

    /// <summary>Takes the entries down as they are now.</summary>
    public async Task NoteAsync()
    {
        var entries = new List<MemoryEntry>();
        await foreach (MemoryEntry entry in space.ExportAsync(includeArchived: true, CancellationToken.None))
        {
            entries.Add(entry);
        }

        Entries = entries;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
