using WhiteMagic.Diagnostics;
using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>Reads memories, whole, in part and several at a time.</summary>
internal sealed class MemoryReader(MemoryCatalog catalog, TimeProvider time)
{
    // Enough for the memories an agent works with, little beside the process itself.
    private const int CachedCharacters = 250_000;

    // A memory that others keep moving is lost sight of again and again, and one of so many looks is quick enough.
    private const int Looks = 32;

    private readonly RecordCache _cache = new(CachedCharacters);

    public async Task<MemoryView> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        TextRules.Tokens(request.MaxTokens);
        MemoryEntry entry = await RequireEntryAsync(request.Filename, cancellationToken).ConfigureAwait(false);
        return View(entry, request.IncludeMetadata, request.MaxTokens);
    }

    public async Task<MemoryLines> ReadLinesAsync(ReadLinesRequest request, CancellationToken cancellationToken)
    {
        TextRules.Tokens(request.MaxTokens);
        LineRange lines = request.Lines.Checked();
        string text = await RequireAsync(
            request.Filename, memory => catalog.Records.ReadTextAsync(memory.Key, cancellationToken), cancellationToken).ConfigureAwait(false);
        return LineSlice.Take(request.Filename, text, lines, request.MaxTokens);
    }

    public async Task<BatchReadResult> ReadManyAsync(BatchReadRequest request, CancellationToken cancellationToken)
    {
        TextRules.Tokens(request.MaxTokens);
        TextRules.Within(request.Filenames.Count, 1, BatchReadRequest.MaxFilenames, "filenames");
        await catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var results = new List<BatchReadItem>(request.Filenames.Count);
        int left = request.MaxTokens ?? int.MaxValue;
        IProgress<WorkProgress>? listener = ProgressScope.Current;
        for (int i = 0; i < request.Filenames.Count; i++)
        {
            BatchReadItem item = await ReadItemAsync(i, request.Filenames[i], left, cancellationToken).ConfigureAwait(false);
            left -= Cost(item);
            results.Add(item);
            listener?.Report(new WorkProgress(results.Count, request.Filenames.Count, "reading"));
        }

        int succeeded = results.Count(static item => item.Ok);
        return new BatchReadResult
        {
            Results = results,
            Succeeded = succeeded,
            Failed = results.Count - succeeded,
            Tokens = results.Sum(Cost),
        };
    }

    /// <summary>Gives an indexed memory's record, from the cache when it did not change; null when it went meanwhile.</summary>
    public async ValueTask<MemoryEntry?> LoadAsync(IndexedMemory memory, CancellationToken cancellationToken)
    {
        if (_cache.TryGet(memory.Key, memory.Stamp, out MemoryEntry? cached))
        {
            return cached;
        }

        MemoryEntry? entry = await catalog.Records.ReadAsync(memory.Key, cancellationToken).ConfigureAwait(false);
        if (entry is not null)
        {
            _cache.Add(entry);
        }

        return entry;
    }

    public int ClearCache() => _cache.Clear();

    private async ValueTask<BatchReadItem> ReadItemAsync(int index, string filename, int left, CancellationToken cancellationToken)
    {
        try
        {
            if (left <= 0)
            {
                throw new InvalidInputException("max_tokens", "is used up by the memories before this one; read it by itself");
            }

            MemoryEntry entry = await RequireEntryAsync(MemoryId.Parse(filename), cancellationToken).ConfigureAwait(false);
            MemoryView view = View(entry, includeMetadata: true, left == int.MaxValue ? null : left);
            return new BatchReadItem { Index = index, Ok = true, Filename = view.Filename.Value, Memory = view };
        }
        catch (WhiteMagicException failure)
        {
            return new BatchReadItem { Index = index, Ok = false, Filename = filename, Error = failure.Message, IsMissing = failure is MemoryNotFoundException };
        }
    }

    private ValueTask<MemoryEntry> RequireEntryAsync(MemoryId id, CancellationToken cancellationToken) =>
        RequireAsync(id, memory => LoadAsync(memory, cancellationToken), cancellationToken);

    private async ValueTask<T> RequireAsync<T>(
        MemoryId id, Func<IndexedMemory, ValueTask<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        // A memory that is being moved is gone from where the index knew it, and the next look finds it.
        for (int look = 0; look < Looks; look++)
        {
            IndexedMemory memory = await FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (await read(memory).ConfigureAwait(false) is { } found)
            {
                catalog.Index.Touch(id, time.GetUtcNow());
                return found;
            }
        }

        throw new MemoryNotFoundException(id);
    }

    private async ValueTask<IndexedMemory> FindAsync(MemoryId id, CancellationToken cancellationToken) =>
        await catalog.AskAsync(index => index.Find(id), cancellationToken).ConfigureAwait(false) ?? throw new MemoryNotFoundException(id);

    private static int Cost(BatchReadItem item) => item.Memory is { } memory ? memory.Tokens + memory.MetadataTokens : 0;

    private static MemoryView View(MemoryEntry entry, bool includeMetadata, int? maxTokens)
    {
        var view = new MemoryView
        {
            Filename = entry.Id,
            Title = entry.Title,
            Content = entry.Content,
            Tokens = 0,
            Problem = entry.Problem,
        };
        MemoryView whole = !includeMetadata ? view : view with
        {
            Type = entry.Kind,
            Status = entry.Status,
            Tags = entry.Tags,
            Created = entry.Created,
            Updated = entry.Updated,
            Version = entry.Version,
            Frontmatter = entry.FrontMatter,
            Relations = entry.Relations,
        };
        return ReadBudget.Fit(whole, maxTokens);
    }
}
