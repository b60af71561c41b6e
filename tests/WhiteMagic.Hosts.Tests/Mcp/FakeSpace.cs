using System.Globalization;
using System.Runtime.CompilerServices;
using WhiteMagic.Consolidation;
using WhiteMagic.Context;
using WhiteMagic.Diagnostics;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>One space held in memory; what the tests put in its hooks happens in the operation of that name.</summary>
internal sealed class FakeSpace(SpaceName name) : IMemorySpace
{
    private static readonly DateTimeOffset Epoch = new(2026, 11, 23, 10, 15, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly Dictionary<MemoryId, MemoryView> _memories = [];
    private readonly List<MetricSample> _metrics = [];

    public SpaceName Name => name;

    public Func<CancellationToken, Task>? OnSearch { get; set; }

    public Func<IProgress<WorkProgress>?, CancellationToken, Task>? OnConsolidate { get; set; }

    public Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (draft.Title.Length == 0)
            {
                throw new InvalidInputException("title", "must be 1 to 500 characters");
            }

            var view = new MemoryView
            {
                Filename = MemoryFileName.Create(Epoch.AddSeconds(_memories.Count), draft.Title),
                Title = draft.Title,
                Type = draft.Type,
                Status = MemoryStatus.Active,
                Tags = draft.Tags,
                Created = Epoch.AddSeconds(_memories.Count),
                Updated = Epoch.AddSeconds(_memories.Count),
                Version = "1",
                Content = draft.Content,
                Frontmatter = $"title: {draft.Title}",
                Relations = [],
                Tokens = 0,
            };
            _memories.Add(view.Filename, view);
            return Task.FromResult(new MemoryReceipt { Filename = view.Filename, Created = view.Created.Value, Version = "1" });
        }
    }

    public async Task<SearchResult> SearchAsync(MemoryQuery query, CancellationToken cancellationToken = default)
    {
        await (OnSearch?.Invoke(cancellationToken) ?? Task.CompletedTask);
        MemoryMatch[] found =
        [
            .. All().Where(memory => memory.Content.Contains(query.Query ?? string.Empty, StringComparison.OrdinalIgnoreCase))
                .Take(query.Limit).Select(memory => Match(memory, query.MaxTokens)),
        ];
        return new SearchResult
        {
            Matches = found,
            Passages = query.Granularity == SearchGranularity.Passage
                ? [.. found.SelectMany(match => match.Passages.Select(passage => passage with { Filename = match.Filename }))]
                : null,
            Total = found.Length,
            Tokens = found.Sum(match => TokenCounter.Count(match.Passages[0].Text)),
        };
    }

    public Task<MemoryView> ReadAsync(ReadRequest request, CancellationToken cancellationToken = default)
    {
        MemoryView view = Find(request.Filename);
        string content = Cut(view.Content, request.MaxTokens);
        view = view with { Content = content, Tokens = TokenCounter.Count(content), Truncated = content.Length < view.Content.Length };
        return Task.FromResult(request.IncludeMetadata
            ? view
            : new MemoryView { Filename = view.Filename, Title = view.Title, Content = view.Content, Tokens = view.Tokens });
    }

    public Task<MemoryLines> ReadLinesAsync(ReadLinesRequest request, CancellationToken cancellationToken = default)
    {
        MemoryView view = Find(request.Filename);
        string[] lines = $"---\n{view.Frontmatter}\n---\n\n{view.Content}".Split('\n');
        int end = Math.Min(request.Lines.End, lines.Length);
        string text = Cut(string.Join('\n', lines[(request.Lines.Start - 1)..end]), request.MaxTokens);
        return Task.FromResult(new MemoryLines
        {
            Filename = view.Filename,
            StartLine = request.Lines.Start,
            EndLine = end,
            TotalLines = lines.Length,
            Text = text,
            Tokens = TokenCounter.Count(text),
        });
    }

    public async Task<BatchReadResult> ReadManyAsync(BatchReadRequest request, CancellationToken cancellationToken = default)
    {
        var items = new List<BatchReadItem>();
        foreach (string filename in request.Filenames)
        {
            try
            {
                MemoryView view = await ReadAsync(new ReadRequest { Filename = MemoryId.Parse(filename), MaxTokens = request.MaxTokens }, cancellationToken);
                items.Add(new BatchReadItem { Index = items.Count, Ok = true, Filename = filename, Memory = view });
            }
            catch (WhiteMagicException e)
            {
                items.Add(new BatchReadItem { Index = items.Count, Ok = false, Filename = filename, Error = e.Message });
            }
        }

        int succeeded = items.Count(item => item.Ok);
        return new BatchReadResult { Results = items, Succeeded = succeeded, Failed = items.Count - succeeded, Tokens = 0 };
    }

    public Task<MemoryPage> ListAsync(ListQuery query, CancellationToken cancellationToken = default)
    {
        MemoryView[] all = [.. All().Where(memory => query.Type is null || memory.Type == query.Type).OrderByDescending(memory => memory.Created)];
        int skip = query.Cursor is null ? 0
            : int.TryParse(query.Cursor, CultureInfo.InvariantCulture, out int at) ? at
            : throw new InvalidInputException("cursor", "is not one of this list");
        MemorySummary[] page = [.. all.Skip(skip).Take(query.Limit).Select(Summary)];
        string? next = skip + page.Length < all.Length ? (skip + page.Length).ToString(CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new MemoryPage { Memories = page, Total = all.Length, NextCursor = next });
    }

    public Task<UpdateReceipt> UpdateAsync(MemoryId id, MemoryPatch patch, CancellationToken cancellationToken = default)
    {
        MemoryView view = Find(id);
        if (patch.ExpectedVersion is { } expected && expected != view.Version)
        {
            throw new MemoryConflictException($"expected_version: {id} has version {view.Version}, not {expected}; read it again");
        }

        lock (_gate)
        {
            _memories[id] = view with { Title = patch.Title ?? view.Title, Content = (patch.Content ?? view.Content) + patch.Append, Version = "2" };
        }

        return Task.FromResult(new UpdateReceipt { Filename = id, Updated = Epoch, Version = "2", Changed = ["content"] });
    }

    public Task<DeleteReceipt> DeleteAsync(MemoryId id, bool permanent = false, CancellationToken cancellationToken = default)
    {
        SetStatus(id, MemoryStatus.Archived);
        return Task.FromResult(new DeleteReceipt { Filename = id, Action = permanent ? "deleted" : "archived" });
    }

    public Task<RestoreReceipt> RestoreAsync(MemoryId id, MemoryKind? type = null, CancellationToken cancellationToken = default)
    {
        SetStatus(id, MemoryStatus.Active);
        return Task.FromResult(new RestoreReceipt { Filename = id, Type = type ?? MemoryKind.ShortTerm });
    }

    public Task<RelationReceipt> RelateAsync(RelationDraft relation, CancellationToken cancellationToken = default) =>
        Task.FromResult(new RelationReceipt
        {
            Source = Find(relation.Source).Filename,
            Target = Find(relation.Target).Filename,
            Relation = relation.Relation,
            Created = true,
            Version = "2",
        });

    public Task<TagReport> ListTagsAsync(bool includeArchived = false, CancellationToken cancellationToken = default)
    {
        TagCount[] tags =
        [
            .. All().SelectMany(memory => memory.Tags ?? []).CountBy(tag => tag)
                .Select(pair => new TagCount { Tag = pair.Key, Count = pair.Value, UsedIn = [MemoryKind.ShortTerm] }),
        ];
        return Task.FromResult(new TagReport { Tags = tags, TotalUniqueTags = tags.Length, TotalTagUsages = tags.Length, TotalMemoriesWithTags = tags.Length });
    }

    public Task<ContextPackage> GetContextAsync(ContextRequest request, CancellationToken cancellationToken = default)
    {
        string text = Cut(string.Join("\n\n", All().Select(memory => $"## {memory.Title}\n\n{memory.Content}")), request.MaxTokens);
        return Task.FromResult(new ContextPackage
        {
            Tier = (int)request.Tier,
            Text = text,
            Tokens = TokenCounter.Count(text),
            Budget = request.MaxTokens ?? 3000,
            Filenames = [.. All().Select(memory => memory.Filename)],
            Omitted = 0,
        });
    }

    public async Task<ConsolidationReport> ConsolidateAsync(
        ConsolidationRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await (OnConsolidate?.Invoke(progress, cancellationToken) ?? Task.CompletedTask);
        MemoryId[] ids = [.. All().Select(memory => memory.Filename)];
        return new ConsolidationReport
        {
            DryRun = request.DryRun,
            Candidates = ids.Length,
            Promoted = [],
            Archived = ids,
            Consolidated = [new ConsolidatedMemory { Title = "Notes", Tags = ["notes"], Sources = ids }],
            Skipped = [],
        };
    }

    public Task<CacheReceipt> ClearCacheAsync(CancellationToken cancellationToken = default) => Task.FromResult(new CacheReceipt { Cleared = 3 });

    public Task<MetricReceipt> TrackMetricAsync(MetricSample sample, CancellationToken cancellationToken = default)
    {
        _metrics.Add(sample);
        return Task.FromResult(new MetricReceipt { Category = sample.Category, Metric = sample.Metric, Count = _metrics.Count });
    }

    public Task<MetricsReport> SummarizeMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        Task.FromResult(new MetricsReport
        {
            Metrics =
            [
                .. _metrics.Select(sample => new MetricSummary
                {
                    Category = sample.Category,
                    Metric = sample.Metric,
                    Count = 1,
                    Latest = sample.Value,
                    Average = sample.Value,
                    Min = sample.Value,
                    Max = sample.Value,
                    LatestAt = Epoch,
                }),
            ],
        });

    public IAsyncEnumerable<MetricSample> ExportMetricsAsync(IReadOnlyList<string> categories, CancellationToken cancellationToken = default) =>
        _metrics.ToAsyncEnumerable();

    public Task<SpaceStats> GetStatsAsync(CancellationToken cancellationToken = default) => Task.FromResult(new SpaceStats
    {
        Space = name.Value,
        TotalMemories = All().Count,
        ShortTerm = All().Count,
        LongTerm = 0,
        Archived = 0,
        UniqueTags = 0,
        Relations = 0,
        Problems = 0,
        Bytes = 0,
        TopTags = [],
    });

    public Task<HealthReport> CheckAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ReindexReport> ReindexAsync(IProgress<WorkProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public async IAsyncEnumerable<MemoryEntry> ExportAsync(
        bool includeArchived = true, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield break;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Cut(string text, int? maxTokens) =>
        maxTokens is { } limit ? text[..TokenCounter.LengthWithin(text, limit)] : text;

    private static MemoryMatch Match(MemoryView memory, int? maxTokens) => new()
    {
        Filename = memory.Filename,
        Title = memory.Title,
        Type = memory.Type!.Value,
        Status = memory.Status!.Value,
        Tags = memory.Tags!,
        Created = memory.Created!.Value,
        Score = 1.5,
        Passages = [new Passage { Text = Cut(memory.Content, maxTokens), StartLine = 5, EndLine = 5, Score = 1.5 }],
    };

    private static MemorySummary Summary(MemoryView memory) => new()
    {
        Filename = memory.Filename,
        Title = memory.Title,
        Type = memory.Type!.Value,
        Status = memory.Status!.Value,
        Tags = memory.Tags!,
        Created = memory.Created!.Value,
        Updated = memory.Updated!.Value,
    };

    private List<MemoryView> All()
    {
        lock (_gate)
        {
            return [.. _memories.Values.Where(memory => memory.Status == MemoryStatus.Active)];
        }
    }

    private MemoryView Find(MemoryId id)
    {
        lock (_gate)
        {
            return _memories.TryGetValue(id, out MemoryView? view) ? view : throw new MemoryNotFoundException(id);
        }
    }

    private void SetStatus(MemoryId id, MemoryStatus status)
    {
        MemoryView view = Find(id);
        lock (_gate)
        {
            _memories[id] = view with { Status = status };
        }
    }
}
