using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Spaces;

/// <summary>One isolated collection of memories: every operation that any front end serves.</summary>
/// <remarks>
/// Safe for concurrent use. Each operation sees what any program changed before it began. A write is durable when its task
/// completes; one that fails changed nothing. Every error a caller can cause is a <see cref="WhiteMagicException"/>.
/// </remarks>
public interface IMemorySpace : IAsyncDisposable
{
    /// <summary>The space's name.</summary>
    SpaceName Name { get; }

    /// <summary>Creates a memory under a name never used before.</summary>
    /// <exception cref="InvalidInputException">A field of the draft is not allowed.</exception>
    Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Finds memories, best first. No query text is an error.</summary>
    /// <exception cref="InvalidInputException">A limit is out of range, or the mode needs embeddings the space lacks.</exception>
    Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default);

    /// <summary>Reads one memory.</summary>
    /// <exception cref="MemoryNotFoundException">There is none of this id.</exception>
    Task<MemoryView> ReadAsync(ReadRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads lines of one memory's file as they stand.</summary>
    /// <exception cref="MemoryNotFoundException">There is none of this id.</exception>
    Task<MemoryLines> ReadLinesAsync(ReadLinesRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads several memories; one outcome for each id, in the order asked for.</summary>
    /// <exception cref="InvalidInputException">No id, or more than 1,000, were given.</exception>
    Task<BatchReadResult> ReadManyAsync(BatchReadRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists memories without their texts.</summary>
    /// <exception cref="InvalidInputException">The limit is out of range or the cursor is not one of this list.</exception>
    Task<MemoryPage> ListAsync(ListQuery query, CancellationToken cancellationToken = default);

    /// <summary>Changes parts of a memory; all else in its file stays byte for byte.</summary>
    /// <exception cref="MemoryNotFoundException">There is none of this id.</exception>
    /// <exception cref="MemoryConflictException">The memory has another version than expected.</exception>
    Task<UpdateReceipt> UpdateAsync(MemoryId id, MemoryPatch patch, CancellationToken cancellationToken = default);

    /// <summary>Moves a memory to the archive, or deletes it for good.</summary>
    /// <exception cref="MemoryNotFoundException">There is none of this id.</exception>
    /// <exception cref="MemoryConflictException">It is archived already.</exception>
    Task<DeleteReceipt> DeleteAsync(MemoryId id, bool permanent = false, CancellationToken cancellationToken = default);

    /// <summary>Brings a memory back from the archive as the kind it had, or as another.</summary>
    /// <exception cref="MemoryNotFoundException">There is none of this id.</exception>
    /// <exception cref="MemoryConflictException">It is not archived.</exception>
    Task<RestoreReceipt> RestoreAsync(MemoryId id, MemoryKind? type = null, CancellationToken cancellationToken = default);

    /// <summary>Links two memories.</summary>
    /// <exception cref="MemoryNotFoundException">One of them does not exist.</exception>
    Task<RelationReceipt> RelateAsync(RelationDraft relation, CancellationToken cancellationToken = default);

    /// <summary>Counts the tags in use.</summary>
    Task<TagReport> ListTagsAsync(bool includeArchived = false, CancellationToken cancellationToken = default);

    /// <summary>Puts memories together as one text within a budget of tokens.</summary>
    /// <exception cref="InvalidInputException">The tier is unknown or the budget is below 1.</exception>
    Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken = default);

    /// <summary>Promotes old short-term memories by their tags and merges the rest into long-term ones; all or nothing.</summary>
    /// <exception cref="InvalidInputException">The age is negative.</exception>
    Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Empties what is held in memory of files read; the next reads come from the files.</summary>
    Task<CacheReceipt> ClearCacheAsync(CancellationToken cancellationToken = default);

    /// <summary>Keeps one measured value.</summary>
    /// <exception cref="InvalidInputException">The category, the name or the value is not allowed.</exception>
    Task<MetricReceipt> TrackMetricAsync(MetricSample sample, CancellationToken cancellationToken = default);

    /// <summary>Summarises the metrics of some categories, or of all.</summary>
    Task<MetricsReport> SummarizeMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default);

    /// <summary>Streams the tracked values of some categories, or of all, oldest first.</summary>
    IAsyncEnumerable<MetricSample> ExportMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default);

    /// <summary>Counts what the space holds.</summary>
    Task<SpaceStats> GetStatsAsync(CancellationToken cancellationToken = default);

    /// <summary>Checks the space and names every file that needs a person.</summary>
    Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default);

    /// <summary>Rebuilds the index from the records; loses nothing but times of last reading.</summary>
    Task<ReindexReport> ReindexAsync(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>Streams every memory whole, by creation, for export.</summary>
    IAsyncEnumerable<MemoryEntry> ExportAsync(bool includeArchived = true, CancellationToken cancellationToken = default);
}
