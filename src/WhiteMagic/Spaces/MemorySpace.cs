using System.Diagnostics;
using System.Runtime.CompilerServices;
using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Spaces;

/// <summary>A space over records, an index and a metric log, whatever holds them.</summary>
public sealed class MemorySpace : IMemorySpace
{
    private const int TopTags = 10;

    private readonly MemoryCatalog _catalog;
    private readonly MemoryWriter _writer;
    private readonly MemoryReader _reader;
    private readonly MemorySearcher _searcher;
    private readonly RelationWriter _relations;
    private readonly ContextBuilder _context;
    private readonly Consolidator _consolidator;
    private readonly MetricsSummarizer _metrics;

    /// <summary>Creates a space; it owns the records and the index.</summary>
    public MemorySpace(SpaceName name, IMemoryRecords records, IMemoryIndex index, IMetricLog metrics, SpaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(options);
        Name = name;
        _catalog = new MemoryCatalog(records, index, options.Workers, options.Progress);
        _writer = new MemoryWriter(_catalog, options.Time);
        _reader = new MemoryReader(_catalog, options.Time);
        _searcher = new MemorySearcher(_catalog, _reader);
        _relations = new RelationWriter(_catalog, options.Time);
        _context = new ContextBuilder(_catalog, _reader, _searcher, options.Context);
        _consolidator = new Consolidator(_catalog, options.Time);
        _metrics = new MetricsSummarizer(metrics, options.Time);
    }

    /// <inheritdoc/>
    public SpaceName Name { get; }

    /// <inheritdoc/>
    public Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken = default) =>
        _writer.CreateAsync(draft, cancellationToken);

    /// <inheritdoc/>
    public Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default) =>
        _searcher.SearchAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<MemoryView> ReadAsync(ReadRequest request, CancellationToken cancellationToken = default) =>
        _reader.ReadAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<MemoryLines> ReadLinesAsync(ReadLinesRequest request, CancellationToken cancellationToken = default) =>
        _reader.ReadLinesAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<BatchReadResult> ReadManyAsync(BatchReadRequest request, CancellationToken cancellationToken = default) =>
        _reader.ReadManyAsync(request, cancellationToken);

    /// <inheritdoc/>
    public async Task<MemoryPage> ListAsync(ListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        TextRules.Within(query.Limit, 1, ListQuery.MaxLimit, "limit");
        TextRules.Tokens(query.MaxTokens);
        ListPosition? after = ListCursor.Read(query.Cursor, query.SortBy);
        var filter = new IndexFilter { Kind = query.Type, Tags = Memories.TagList.Normalize(query.Tags), IncludeArchived = query.IncludeArchived };
        IndexPage page = await _catalog.AskAsync(index => index.List(filter, query.SortBy, query.Limit + 1, after), cancellationToken)
            .ConfigureAwait(false);
        IReadOnlyList<IndexedMemory> shown = ListBudget.Fit(page.Memories, query.Limit, query.MaxTokens);
        return new MemoryPage
        {
            Memories = [.. shown.Select(static memory => memory.ToSummary())],
            Total = page.Total,
            NextCursor = shown.Count > 0 && shown.Count < page.Memories.Count ? ListCursor.Write(query.SortBy, shown[^1]) : null,
        };
    }

    /// <inheritdoc/>
    public Task<UpdateReceipt> UpdateAsync(MemoryId id, MemoryPatch patch, CancellationToken cancellationToken = default) =>
        _writer.UpdateAsync(id, patch, cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteReceipt> DeleteAsync(MemoryId id, bool permanent = false, CancellationToken cancellationToken = default) =>
        _writer.DeleteAsync(id, permanent, cancellationToken);

    /// <inheritdoc/>
    public Task<RestoreReceipt> RestoreAsync(MemoryId id, MemoryKind? type = null, CancellationToken cancellationToken = default) =>
        _writer.RestoreAsync(id, type, cancellationToken);

    /// <inheritdoc/>
    public Task<RelationReceipt> RelateAsync(RelationDraft relation, CancellationToken cancellationToken = default) =>
        _relations.RelateAsync(relation, cancellationToken);

    /// <inheritdoc/>
    public async Task<TagReport> ListTagsAsync(bool includeArchived = false, CancellationToken cancellationToken = default) =>
        await _catalog.AskAsync(index => index.CountTags(includeArchived), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken = default) =>
        _context.GetContextAsync(request, cancellationToken);

    /// <inheritdoc/>
    public Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        _consolidator.ConsolidateAsync(request, progress, cancellationToken);

    /// <inheritdoc/>
    public Task<CacheReceipt> ClearCacheAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new CacheReceipt { Cleared = _reader.ClearCache() });

    /// <inheritdoc/>
    public Task<MetricReceipt> TrackMetricAsync(MetricSample sample, CancellationToken cancellationToken = default) =>
        _metrics.TrackAsync(sample, cancellationToken);

    /// <inheritdoc/>
    public Task<MetricsReport> SummarizeMetricsAsync(
        IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        _metrics.SummarizeAsync(categories, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<MetricSample> ExportMetricsAsync(
        IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        _metrics.ReadAsync(categories, cancellationToken);

    /// <inheritdoc/>
    public async Task<SpaceStats> GetStatsAsync(CancellationToken cancellationToken = default)
    {
        (IndexCounts counts, TagReport tags) = await _catalog.AskAsync(
            static index => (index.Count(), index.CountTags(includeArchived: true)), cancellationToken).ConfigureAwait(false);
        return new SpaceStats
        {
            Space = Name.Value,
            TotalMemories = counts.Total,
            ShortTerm = counts.ShortTerm,
            LongTerm = counts.LongTerm,
            Archived = counts.Archived,
            UniqueTags = counts.UniqueTags,
            Relations = counts.Relations,
            Problems = counts.Problems,
            Bytes = counts.Bytes,
            TopTags = [.. tags.Tags.Take(TopTags)],
        };
    }

    /// <inheritdoc/>
    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default)
    {
        await _catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
        IMemoryIndex index = _catalog.Index;
        FileProblem[] problems = [.. index.Problems(), .. _catalog.Records.Inspect()];
        IReadOnlyList<string> duplicates = index.DuplicateIds();
        string[] dangling = [.. index.DanglingRelations().Select(static link => $"{link.Source} -> {link.Target}")];
        string verdict = index.Verify();
        return new HealthReport
        {
            Space = Name.Value,
            Healthy = problems.Length == 0 && duplicates.Count == 0 && verdict == "ok",
            Indexed = index.Count().Total,
            Index = verdict,
            Problems = problems,
            DanglingRelations = dangling,
            DuplicateIds = duplicates,
        };
    }

    /// <inheritdoc/>
    public async Task<ReindexReport> ReindexAsync(
        IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        long began = Stopwatch.GetTimestamp();
        int memories = await _catalog.RebuildAsync(progress, cancellationToken).ConfigureAwait(false);
        _reader.ClearCache();
        return new ReindexReport
        {
            Space = Name.Value,
            Memories = memories,
            Problems = _catalog.Index.Count().Problems,
            Milliseconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalMilliseconds, 1),
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<MemoryEntry> ExportAsync(
        bool includeArchived = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var filter = new IndexFilter { IncludeArchived = includeArchived };
        IReadOnlyList<IndexedMemory> all = (await _catalog.AskAsync(
            index => index.List(filter, MemorySort.Created, int.MaxValue), cancellationToken).ConfigureAwait(false)).Memories;
        foreach (IndexedMemory memory in all.Reverse())
        {
            if (await _catalog.Records.ReadAsync(memory.Key, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                yield return entry;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _writer.Dispose();
        await _catalog.DisposeAsync().ConfigureAwait(false);
    }
}
