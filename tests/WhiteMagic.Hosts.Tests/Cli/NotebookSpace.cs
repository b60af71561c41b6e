using System.Runtime.CompilerServices;
using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>A space held in a list, just enough of one for the verbs to show what they send and write.</summary>
internal sealed class NotebookSpace(SpaceName name, TimeProvider time) : IMemorySpace
{
    private readonly Lock _gate = new();
    private readonly List<MemoryEntry> _entries = [];
    private readonly List<MetricSample> _metrics = [];

    public SpaceName Name => name;

    public IReadOnlyList<MemoryEntry> Entries => _entries;

    public HealthReport? Health { get; set; }

    public ConsolidationRequest? Consolidated { get; private set; }

    public ContextRequest? ContextAsked { get; private set; }

    public MemoryQuery? Searched { get; private set; }

    public Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            MemoryEntry? first = _entries.Find(e => draft.IdempotencyKey is { } key && e.IdempotencyKey == key);
            MemoryEntry entry = first ?? Entry(draft);
            if (first is null)
            {
                _entries.Add(entry);
            }

            return Task.FromResult(new MemoryReceipt { Filename = entry.Id, Created = entry.Created, Version = entry.Version });
        }
    }

    public Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default)
    {
        Searched = query;
        MemoryMatch[] found = [.. _entries
            .Where(e => query.Query is null || e.Content.Contains(query.Query, StringComparison.OrdinalIgnoreCase))
            .Take(query.Limit)
            .Select(e => new MemoryMatch
            {
                Filename = e.Id, Title = e.Title, Type = e.Kind, Status = e.Status, Tags = e.Tags, Created = e.Created, Score = 1.5,
                Passages = [new Passage { Text = e.Content, StartLine = 6, EndLine = 6, Score = 1.5 }],
            })];
        return Task.FromResult(new SearchResult { Matches = found, Total = found.Length, Tokens = 7 * found.Length });
    }

    public Task<MemoryView> ReadAsync(ReadRequest request, CancellationToken cancellationToken = default)
    {
        MemoryEntry e = Find(request.Filename);
        var plain = new MemoryView { Filename = e.Id, Title = e.Title, Content = e.Content, Tokens = 1 };
        return Task.FromResult(request.IncludeMetadata
            ? plain with { Type = e.Kind, Status = e.Status, Tags = e.Tags, Created = e.Created, Updated = e.Updated, Version = e.Version, Relations = e.Relations }
            : plain);
    }

    public Task<MemoryLines> ReadLinesAsync(ReadLinesRequest request, CancellationToken cancellationToken = default)
    {
        string[] lines = Find(request.Filename).Content.Split('\n');
        int end = Math.Min(request.Lines.End, lines.Length);
        string text = string.Join('\n', lines[(request.Lines.Start - 1)..end]);
        return Task.FromResult(new MemoryLines
        {
            Filename = request.Filename,
            StartLine = request.Lines.Start,
            EndLine = end,
            TotalLines = lines.Length,
            Text = text,
            Tokens = 1,
        });
    }

    public async Task<BatchReadResult> ReadManyAsync(BatchReadRequest request, CancellationToken cancellationToken = default)
    {
        var items = new List<BatchReadItem>();
        foreach (string filename in request.Filenames)
        {
            MemoryEntry? entry = _entries.Find(e => e.Id == MemoryId.Parse(filename));
            items.Add(new BatchReadItem
            {
                Index = items.Count,
                Ok = entry is not null,
                Filename = filename,
                Error = entry is null ? "no such memory" : null,
                IsMissing = entry is null,
                Memory = entry is null ? null : await ReadAsync(new ReadRequest { Filename = entry.Id }, cancellationToken),
            });
        }

        return new BatchReadResult { Results = items, Succeeded = items.Count(i => i.Ok), Failed = items.Count(i => !i.Ok), Tokens = 1 };
    }

    public Task<MemoryPage> ListAsync(ListQuery query, CancellationToken cancellationToken = default)
    {
        MemorySummary[] all = [.. _entries
            .Where(e => (query.IncludeArchived || e.Status == MemoryStatus.Active) && query.Tags.All(e.Tags.Contains))
            .Reverse()
            .Select(e => new MemorySummary
            {
                Filename = e.Id, Title = e.Title, Type = e.Kind, Status = e.Status, Tags = e.Tags, Created = e.Created, Updated = e.Updated,
            })];
        return Task.FromResult(new MemoryPage { Memories = [.. all.Take(query.Limit)], Total = all.Length, NextCursor = all.Length > query.Limit ? "next" : null });
    }

    public Task<UpdateReceipt> UpdateAsync(MemoryId id, MemoryPatch patch, CancellationToken cancellationToken = default)
    {
        MemoryEntry e = Find(id);
        if (patch.ExpectedVersion is { } expected && expected != e.Version)
        {
            throw new MemoryConflictException($"{id} has version {e.Version}, not {expected}; read it again");
        }

        MemoryEntry now = e with
        {
            Title = patch.Title ?? e.Title,
            Content = (patch.Content ?? e.Content) + (patch.Append is { } more ? $"\n{more}" : ""),
            Tags = [.. (patch.Tags ?? e.Tags).Except(patch.RemoveTags ?? []).Concat(patch.AddTags ?? [])],
            Version = e.Version + "'",
        };
        _entries[_entries.IndexOf(e)] = now;
        return Task.FromResult(new UpdateReceipt { Filename = id, Updated = now.Updated, Version = now.Version, Changed = ["content"] });
    }

    public Task<DeleteReceipt> DeleteAsync(MemoryId id, bool permanent = false, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            MemoryEntry e = Find(id);
            _entries.Remove(e);
            if (!permanent)
            {
                _entries.Add(e with { Key = e.Key with { Folder = MemoryFolder.Archive } });
            }

            return Task.FromResult(new DeleteReceipt { Filename = id, Action = permanent ? "deleted" : "archived" });
        }
    }

    public Task<RestoreReceipt> RestoreAsync(MemoryId id, MemoryKind? type = null, CancellationToken cancellationToken = default)
    {
        MemoryEntry e = Find(id);
        if (e.Status != MemoryStatus.Archived)
        {
            throw new MemoryConflictException($"{id} is not archived");
        }

        _entries[_entries.IndexOf(e)] = e with { Key = e.Key with { Folder = MemoryFolder.LongTerm } };
        return Task.FromResult(new RestoreReceipt { Filename = id, Type = type ?? e.Kind });
    }

    public Task<RelationReceipt> RelateAsync(RelationDraft relation, CancellationToken cancellationToken = default)
    {
        MemoryEntry e = Find(relation.Source);
        Find(relation.Target);
        var link = new Relation { Target = relation.Target.Value, Type = relation.Relation, Description = relation.Description };
        _entries[_entries.IndexOf(e)] = e with { Relations = [.. e.Relations, link] };
        return Task.FromResult(new RelationReceipt { Source = relation.Source, Target = relation.Target, Relation = relation.Relation, Created = true, Version = "2" });
    }

    public Task<TagReport> ListTagsAsync(bool includeArchived = false, CancellationToken cancellationToken = default)
    {
        TagCount[] tags = [.. _entries.SelectMany(e => e.Tags).CountBy(tag => tag).OrderByDescending(pair => pair.Value)
            .Select(pair => new TagCount { Tag = pair.Key, Count = pair.Value, UsedIn = [MemoryKind.ShortTerm] })];
        return Task.FromResult(new TagReport { Tags = tags, TotalUniqueTags = tags.Length, TotalTagUsages = tags.Sum(t => t.Count), TotalMemoriesWithTags = 1 });
    }

    public Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken = default)
    {
        ContextAsked = request;
        return Task.FromResult(new ContextPackage { Tier = (int)request.Tier, Text = request.MaxTokens < 50 ? "" : "# Context\n", Tokens = 3, Budget = request.MaxTokens ?? 0, Filenames = [], Omitted = request.MaxTokens < 50 ? 2 : 0 });
    }

    public Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Consolidated = request;
        return Task.FromResult(new ConsolidationReport { DryRun = request.DryRun, Candidates = 2, Promoted = [], Archived = [], Consolidated = [], Skipped = [] });
    }

    public Task<CacheReceipt> ClearCacheAsync(CancellationToken cancellationToken = default) => Task.FromResult(new CacheReceipt { Cleared = 4 });

    public Task<MetricReceipt> TrackMetricAsync(MetricSample sample, CancellationToken cancellationToken = default)
    {
        _metrics.Add(sample with { Timestamp = time.GetUtcNow() });
        return Task.FromResult(new MetricReceipt { Category = sample.Category, Metric = sample.Metric, Count = _metrics.Count });
    }

    public Task<MetricsReport> SummarizeMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        Task.FromResult(new MetricsReport
        {
            Metrics = [.. _metrics.Select(m => new MetricSummary
            {
                Category = m.Category, Metric = m.Metric, Count = 1, Latest = m.Value, Average = m.Value, Min = m.Value, Max = m.Value, LatestAt = m.Timestamp,
            })],
        });

    public async IAsyncEnumerable<MetricSample> ExportMetricsAsync(
        IReadOnlyList<string> categories, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (MetricSample sample in _metrics)
        {
            yield return sample;
        }
    }

    public Task<SpaceStats> GetStatsAsync(CancellationToken cancellationToken = default) => Task.FromResult(new SpaceStats
    {
        Space = name.Value,
        TotalMemories = _entries.Count,
        ShortTerm = 1,
        LongTerm = 2,
        Archived = 3,
        UniqueTags = 4,
        Relations = 5,
        Problems = 6,
        Bytes = 12_345,
        TopTags = [],
    });

    public Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default) => Task.FromResult(Health ?? new HealthReport
    {
        Space = name.Value,
        Healthy = true,
        Indexed = _entries.Count,
        Index = "ok",
        Problems = [],
        DanglingRelations = [],
        DuplicateIds = [],
    });

    public Task<ReindexReport> ReindexAsync(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(new ReindexReport { Space = name.Value, Memories = _entries.Count, Problems = 0, Milliseconds = 1234 });

    public async IAsyncEnumerable<MemoryEntry> ExportAsync(
        bool includeArchived = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (MemoryEntry entry in _entries.Where(e => includeArchived || e.Status == MemoryStatus.Active).ToList())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private MemoryEntry Find(MemoryId id) => _entries.Find(e => e.Id == id) ?? throw new MemoryNotFoundException(id);

    private MemoryEntry Entry(MemoryDraft draft)
    {
        DateTimeOffset created = draft.Created ?? time.GetUtcNow();
        MemoryId id = MemoryFileName.Create(created, draft.Title);
        for (int copy = 2; _entries.Exists(e => e.Id == id); copy++)
        {
            id = MemoryFileName.Create(created, draft.Title, copy);
        }

        return new MemoryEntry
        {
            Key = new RecordKey(draft.Type == MemoryKind.LongTerm ? MemoryFolder.LongTerm : MemoryFolder.ShortTerm, id),
            Kind = draft.Type,
            Title = draft.Title,
            Tags = draft.Tags,
            Created = created,
            Updated = draft.Updated ?? created,
            Version = "v1",
            Content = draft.Content,
            FrontMatter = $"title: {draft.Title}\n",
            IdempotencyKey = draft.IdempotencyKey,
        };
    }
}
