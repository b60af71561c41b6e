using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage;

/// <summary>A space with no folders yet: it is empty until anyone makes it, and the first memory or metric does.</summary>
/// <remarks>Only these two can change a space that holds nothing, so whatever else is asked leaves no trace.</remarks>
internal sealed class AbsentSpace : IMemorySpace
{
    private readonly Lock _gate = new();
    private readonly SpaceFolders _folders;
    private readonly Func<MemorySpace> _make;
    private readonly MemorySpace _nothing;
    private MemorySpace? _made;
    private bool _disposed;

    public AbsentSpace(SpaceName name, SpaceFolders folders, Func<MemorySpace> make, SpaceOptions options)
    {
        Name = name;
        _folders = folders;
        _make = make;
        _nothing = new MemorySpace(name, new VolatileMemoryRecords(), new VolatileMemoryIndex(), new VolatileMetricLog(), options);
    }

    public SpaceName Name { get; }

    // Looked at anew each time: another program may have made it since.
    private MemorySpace Present => Volatile.Read(ref _made) ?? (_folders.Exist ? Made : _nothing);

    private MemorySpace Made
    {
        get
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                return _made ??= _make();
            }
        }
    }

    public async Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken = default) =>
        await Made.CreateAsync(draft, cancellationToken).ConfigureAwait(false);

    public async Task<MetricReceipt> TrackMetricAsync(MetricSample sample, CancellationToken cancellationToken = default) =>
        await Made.TrackMetricAsync(sample, cancellationToken).ConfigureAwait(false);

    public Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default) =>
        Present.SearchAsync(query, cancellationToken);

    public Task<MemoryView> ReadAsync(ReadRequest request, CancellationToken cancellationToken = default) =>
        Present.ReadAsync(request, cancellationToken);

    public Task<MemoryLines> ReadLinesAsync(ReadLinesRequest request, CancellationToken cancellationToken = default) =>
        Present.ReadLinesAsync(request, cancellationToken);

    public Task<BatchReadResult> ReadManyAsync(BatchReadRequest request, CancellationToken cancellationToken = default) =>
        Present.ReadManyAsync(request, cancellationToken);

    public Task<MemoryPage> ListAsync(ListQuery query, CancellationToken cancellationToken = default) =>
        Present.ListAsync(query, cancellationToken);

    public Task<UpdateReceipt> UpdateAsync(MemoryId id, MemoryPatch patch, CancellationToken cancellationToken = default) =>
        Present.UpdateAsync(id, patch, cancellationToken);

    public Task<DeleteReceipt> DeleteAsync(MemoryId id, bool permanent = false, CancellationToken cancellationToken = default) =>
        Present.DeleteAsync(id, permanent, cancellationToken);

    public Task<RestoreReceipt> RestoreAsync(MemoryId id, MemoryKind? type = null, CancellationToken cancellationToken = default) =>
        Present.RestoreAsync(id, type, cancellationToken);

    public Task<RelationReceipt> RelateAsync(RelationDraft relation, CancellationToken cancellationToken = default) =>
        Present.RelateAsync(relation, cancellationToken);

    public Task<TagReport> ListTagsAsync(bool includeArchived = false, CancellationToken cancellationToken = default) =>
        Present.ListTagsAsync(includeArchived, cancellationToken);

    public Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken = default) =>
        Present.GetContextAsync(request, cancellationToken);

    public Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Present.ConsolidateAsync(request, progress, cancellationToken);

    public Task<CacheReceipt> ClearCacheAsync(CancellationToken cancellationToken = default) => Present.ClearCacheAsync(cancellationToken);

    public Task<MetricsReport> SummarizeMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        Present.SummarizeMetricsAsync(categories, cancellationToken);

    public IAsyncEnumerable<MetricSample> ExportMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        Present.ExportMetricsAsync(categories, cancellationToken);

    public Task<SpaceStats> GetStatsAsync(CancellationToken cancellationToken = default) => Present.GetStatsAsync(cancellationToken);

    public Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default) => Present.CheckAsync(cancellationToken);

    public Task<ReindexReport> ReindexAsync(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Present.ReindexAsync(progress, cancellationToken);

    public IAsyncEnumerable<MemoryEntry> ExportAsync(bool includeArchived = true, CancellationToken cancellationToken = default) =>
        Present.ExportAsync(includeArchived, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        await _nothing.DisposeAsync().ConfigureAwait(false);
        if (_made is not null)
        {
            await _made.DisposeAsync().ConfigureAwait(false);
        }
    }
}
