using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>Passes every operation on to a space, after what a test wants to happen first.</summary>
internal sealed class HookedSpace(IMemorySpace space, SpaceHooks hooks) : IMemorySpace
{
    public SpaceName Name => space.Name;

    public async Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default)
    {
        await (hooks.OnSearch?.Invoke(cancellationToken) ?? Task.CompletedTask);
        return await space.SearchAsync(query, cancellationToken);
    }

    public async Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (hooks.OnConsolidate is { } hook)
        {
            await hook(progress, cancellationToken);
            progress = null;
        }

        return await space.ConsolidateAsync(request, progress, cancellationToken);
    }

    public Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken = default) =>
        space.CreateAsync(draft, cancellationToken);

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

    public Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken = default) =>
        space.GetContextAsync(request, cancellationToken);

    public Task<CacheReceipt> ClearCacheAsync(CancellationToken cancellationToken = default) => space.ClearCacheAsync(cancellationToken);

    public Task<MetricReceipt> TrackMetricAsync(MetricSample sample, CancellationToken cancellationToken = default) =>
        space.TrackMetricAsync(sample, cancellationToken);

    public Task<MetricsReport> SummarizeMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        space.SummarizeMetricsAsync(categories, cancellationToken);

    public IAsyncEnumerable<MetricSample> ExportMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        space.ExportMetricsAsync(categories, cancellationToken);

    public Task<SpaceStats> GetStatsAsync(CancellationToken cancellationToken = default) => space.GetStatsAsync(cancellationToken);

    public Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default) => space.CheckAsync(cancellationToken);

    public Task<ReindexReport> ReindexAsync(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        space.ReindexAsync(progress, cancellationToken);

    public IAsyncEnumerable<MemoryEntry> ExportAsync(bool includeArchived = true, CancellationToken cancellationToken = default) =>
        space.ExportAsync(includeArchived, cancellationToken);

    public ValueTask DisposeAsync() => space.DisposeAsync();
}
