using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Spaces;

/// <summary>Passes every operation on to another space, but for those that a kind of it does itself.</summary>
internal abstract class ForwardingSpace : IMemorySpace
{
    public abstract SpaceName Name { get; }

    /// <summary>The space that an operation is passed on to.</summary>
    protected abstract IMemorySpace Target { get; }

    public virtual Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken = default) =>
        Target.CreateAsync(draft, cancellationToken);

    public virtual Task<MetricReceipt> TrackMetricAsync(MetricSample sample, CancellationToken cancellationToken = default) =>
        Target.TrackMetricAsync(sample, cancellationToken);

    public virtual Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default) =>
        Target.SearchAsync(query, cancellationToken);

    public virtual Task<MemoryView> ReadAsync(ReadRequest request, CancellationToken cancellationToken = default) =>
        Target.ReadAsync(request, cancellationToken);

    public virtual Task<MemoryLines> ReadLinesAsync(ReadLinesRequest request, CancellationToken cancellationToken = default) =>
        Target.ReadLinesAsync(request, cancellationToken);

    public virtual Task<BatchReadResult> ReadManyAsync(BatchReadRequest request, CancellationToken cancellationToken = default) =>
        Target.ReadManyAsync(request, cancellationToken);

    public virtual Task<MemoryPage> ListAsync(ListQuery query, CancellationToken cancellationToken = default) =>
        Target.ListAsync(query, cancellationToken);

    public virtual Task<UpdateReceipt> UpdateAsync(MemoryId id, MemoryPatch patch, CancellationToken cancellationToken = default) =>
        Target.UpdateAsync(id, patch, cancellationToken);

    public virtual Task<DeleteReceipt> DeleteAsync(MemoryId id, bool permanent = false, CancellationToken cancellationToken = default) =>
        Target.DeleteAsync(id, permanent, cancellationToken);

    public virtual Task<RestoreReceipt> RestoreAsync(MemoryId id, MemoryKind? type = null, CancellationToken cancellationToken = default) =>
        Target.RestoreAsync(id, type, cancellationToken);

    public virtual Task<RelationReceipt> RelateAsync(RelationDraft relation, CancellationToken cancellationToken = default) =>
        Target.RelateAsync(relation, cancellationToken);

    public virtual Task<TagReport> ListTagsAsync(bool includeArchived = false, CancellationToken cancellationToken = default) =>
        Target.ListTagsAsync(includeArchived, cancellationToken);

    public virtual Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken = default) =>
        Target.GetContextAsync(request, cancellationToken);

    public virtual Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Target.ConsolidateAsync(request, progress, cancellationToken);

    public virtual Task<CacheReceipt> ClearCacheAsync(CancellationToken cancellationToken = default) => Target.ClearCacheAsync(cancellationToken);

    public virtual Task<MetricsReport> SummarizeMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        Target.SummarizeMetricsAsync(categories, cancellationToken);

    public virtual IAsyncEnumerable<MetricSample> ExportMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        Target.ExportMetricsAsync(categories, cancellationToken);

    public virtual Task<SpaceStats> GetStatsAsync(CancellationToken cancellationToken = default) => Target.GetStatsAsync(cancellationToken);

    public virtual Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default) => Target.CheckAsync(cancellationToken);

    public virtual Task<ReindexReport> ReindexAsync(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Target.ReindexAsync(progress, cancellationToken);

    public virtual IAsyncEnumerable<MemoryEntry> ExportAsync(bool includeArchived = true, CancellationToken cancellationToken = default) =>
        Target.ExportAsync(includeArchived, cancellationToken);

    public abstract ValueTask DisposeAsync();
}
