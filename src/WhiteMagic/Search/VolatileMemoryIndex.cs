using System.Collections.Concurrent;
using System.Collections.Immutable;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>An index in the process's memory: every answer walks all memories, which suits tests and small spaces.</summary>
public sealed class VolatileMemoryIndex : IMemoryIndex
{
    private readonly SemaphoreSlim _updating = new(1, 1);
    private readonly ConcurrentDictionary<MemoryId, DateTimeOffset> _accessed = new();
    private volatile ImmutableDictionary<RecordKey, VolatileDocument> _documents =
        ImmutableDictionary<RecordKey, VolatileDocument>.Empty;

    /// <inheritdoc/>
    public bool Reopen() => false;

    /// <inheritdoc/>
    public IAnalyzedEntry Analyze(MemoryEntry entry) => VolatileDocument.Of(entry);

    /// <inheritdoc/>
    public IIndexUpdate BeginUpdate()
    {
        _updating.Wait();
        return new VolatileIndexUpdate(this, _documents.ToBuilder());
    }

    /// <inheritdoc/>
    public void Submit(IReadOnlyList<IndexChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        using IIndexUpdate update = BeginUpdate();
        foreach (IndexChange change in changes)
        {
            change.ApplyTo(update);
        }

        update.Commit();
    }

    /// <inheritdoc/>
    public bool CatchUp() => true;

    /// <inheritdoc/>
    public IndexedMemory? Find(MemoryId id)
    {
        // All of one moment: a memory that moves meanwhile is in one folder or in the other.
        ImmutableDictionary<RecordKey, VolatileDocument> all = _documents;
        return Enum.GetValues<MemoryFolder>()
            .Select(folder => all.GetValueOrDefault(new RecordKey(folder, id)))
            .FirstOrDefault(static document => document is not null) is { } found ? Show(found) : null;
    }

    /// <inheritdoc/>
    public IndexedMemory? FindByIdempotencyKey(string key) =>
        _documents.Values.FirstOrDefault(document => document.IdempotencyKey == key) is { } found ? Show(found) : null;

    /// <inheritdoc/>
    public RecordStamp? StampOf(RecordKey key) => _documents.GetValueOrDefault(key)?.Memory.Stamp;

    /// <inheritdoc/>
    public UInt128 Digest() => RecordDigest.Of(_documents.Values.Select(static document => (document.Memory.Key, document.Memory.Stamp)));

    /// <inheritdoc/>
    public IDictionary<RecordKey, RecordStamp> Stamps() =>
        _documents.ToDictionary(static pair => pair.Key, static pair => pair.Value.Memory.Stamp);

    /// <inheritdoc/>
    public IndexHits Search(ParsedQuery query, IndexFilter filter, int limit)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(filter);
        ImmutableDictionary<RecordKey, VolatileDocument> all = _documents;
        var ranking = new VolatileRanking(query, [.. all.Values]);
        (VolatileDocument Document, double Score)[] hits = [.. all.Values
            .Where(document => VolatileFilter.Passes(document.Memory, filter) && ranking.Matches(document))
            .Select(document => (document, query.HasText ? ranking.Score(document) : 0))
            .OrderByDescending(static hit => hit.Item2)
            .ThenByDescending(static hit => hit.document.Memory.Created)
            .ThenByDescending(static hit => hit.document.Memory.Key.Id.Value, StringComparer.Ordinal)
            .ThenByDescending(static hit => hit.document.Memory.Key.Folder)];
        return new IndexHits([.. hits.Take(limit).Select(hit => new IndexHit(Show(hit.Document), hit.Score))], hits.Length);
    }

    /// <inheritdoc/>
    public IndexPage List(IndexFilter filter, MemorySort sort, int limit, ListPosition? after = null)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var order = new VolatileListOrder(sort);
        IndexedMemory[] all = [.. _documents.Values.Where(document => VolatileFilter.Passes(document.Memory, filter)).Select(Show).Order(order)];
        IEnumerable<IndexedMemory> rest = after is { } position ? all.Where(memory => order.IsBehind(memory, position)) : all;
        return new IndexPage([.. rest.Take(limit)], all.Length);
    }

    /// <inheritdoc/>
    public TagReport CountTags(bool includeArchived) => VolatileReports.Tags(Memories(includeArchived));

    /// <inheritdoc/>
    public IndexCounts Count() => VolatileReports.Count([.. _documents.Values]);

    /// <inheritdoc/>
    public IReadOnlyList<FileProblem> Problems() => VolatileReports.Problems(_documents.Values);

    /// <inheritdoc/>
    public IReadOnlyList<(MemoryId Source, string Target)> DanglingRelations() =>
        [.. _documents.Values
            .SelectMany(static document => document.Links, static (document, link) => (document.Memory.Key.Id, link.Target))
            .Where(link => !IsKnown(link.Target))
            .OrderBy(static link => link.Id.Value, StringComparer.Ordinal)
            .ThenBy(static link => link.Target, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IReadOnlyList<string> DuplicateIds() =>
        [.. _documents.Keys.GroupBy(static key => key.Id.Value, StringComparer.Ordinal)
            .Where(static group => group.Skip(1).Any())
            .Select(static group => group.Key)
            .Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public void Touch(MemoryId id, DateTimeOffset time) => _accessed[id] = time;

    /// <inheritdoc/>
    public string Verify() => "ok";

    /// <inheritdoc/>
    public void Dispose() => _updating.Dispose();

    internal void Replace(ImmutableDictionary<RecordKey, VolatileDocument> documents) => _documents = documents;

    internal void EndUpdate() => _updating.Release();

    private IndexedMemory Show(VolatileDocument document) =>
        _accessed.TryGetValue(document.Memory.Key.Id, out DateTimeOffset time)
            ? document.Memory with { Accessed = VolatileDocument.WholeMilliseconds(time) }
            : document.Memory;

    private bool IsKnown(string target) =>
        (MemoryId.TryParse(target, out MemoryId id) && Find(id) is not null)
        || _documents.Values.Any(document => document.Memory.Title.Equals(target, StringComparison.OrdinalIgnoreCase));

    private List<IndexedMemory> Memories(bool includeArchived)
    {
        var filter = new IndexFilter { IncludeArchived = includeArchived };
        return [.. _documents.Values.Select(static document => document.Memory).Where(memory => VolatileFilter.Passes(memory, filter))];
    }
}
