namespace WhiteMagic.Memories;

/// <summary>Creates, changes, archives, deletes and restores memories.</summary>
internal sealed class MemoryWriter(MemoryCatalog catalog, TimeProvider time) : IDisposable
{
    private readonly RecordStager _stager = new(catalog);
    private readonly PublishQueue _queue = new(catalog);

    public async Task<MemoryReceipt> CreateAsync(MemoryDraft draft, CancellationToken cancellationToken)
    {
        RecordDraft record = Check(draft);
        MemoryFolder folder = draft.Type == MemoryKind.LongTerm ? MemoryFolder.LongTerm : MemoryFolder.ShortTerm;
        var key = new RecordKey(folder, MemoryFileName.Create(record.Created, record.Title));
        if (record.IdempotencyKey is not null)
        {
            await catalog.RefreshAsync(cancellationToken).ConfigureAwait(false);
        }

        using PendingRecord pending = await _stager.StageAsync(key, record, cancellationToken).ConfigureAwait(false);
        return await _queue.PublishAsync(pending, cancellationToken).ConfigureAwait(false);
    }

    public Task<UpdateReceipt> UpdateAsync(MemoryId id, MemoryPatch patch, CancellationToken cancellationToken)
    {
        Check(patch);
        return catalog.WriteAsync(write => UpdateAsync(write, id, patch, cancellationToken), cancellationToken);
    }

    public Task<DeleteReceipt> DeleteAsync(MemoryId id, bool permanent, CancellationToken cancellationToken) =>
        catalog.WriteAsync(write => DeleteAsync(write, id, permanent, cancellationToken), cancellationToken);

    public Task<RestoreReceipt> RestoreAsync(MemoryId id, MemoryKind? type, CancellationToken cancellationToken) =>
        catalog.WriteAsync(write => RestoreAsync(write, id, type, cancellationToken), cancellationToken);

    public void Dispose() => _stager.Dispose();

    private async Task<UpdateReceipt> UpdateAsync(
        CatalogWrite write, MemoryId id, MemoryPatch patch, CancellationToken cancellationToken)
    {
        MemoryEntry entry = await write.RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (patch.ExpectedVersion is { } expected && expected != entry.Version)
        {
            throw new MemoryConflictException(
                $"{id} is at version {entry.Version}, not {expected}: it changed meanwhile; read it again and repeat the change");
        }

        (RecordEdit edit, List<string> changed) = Difference(entry, patch);
        if (changed.Count > 0)
        {
            edit = edit with { Updated = time.GetWholeMilliseconds() };
            IReadOnlyList<MemoryEntry?> written =
                await write.CommitAsync([new RecordChange.Edit(entry.Key, edit)], cancellationToken).ConfigureAwait(false);
            entry = written[0]!;
        }

        return new UpdateReceipt { Filename = id, Updated = entry.Updated, Version = entry.Version, Changed = changed };
    }

    private static async Task<DeleteReceipt> DeleteAsync(
        CatalogWrite write, MemoryId id, bool permanent, CancellationToken cancellationToken)
    {
        MemoryEntry entry = await write.RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (!permanent && entry.Status == MemoryStatus.Archived)
        {
            throw new MemoryConflictException($"{id} is archived already; restore it, or delete it with permanent");
        }

        RecordChange change = permanent
            ? new RecordChange.Delete(entry.Key)
            : new RecordChange.Move(entry.Key, MemoryFolder.Archive);
        await write.CommitAsync([change], cancellationToken).ConfigureAwait(false);
        return new DeleteReceipt { Filename = id, Action = permanent ? "deleted" : "archived" };
    }

    private static async Task<RestoreReceipt> RestoreAsync(
        CatalogWrite write, MemoryId id, MemoryKind? type, CancellationToken cancellationToken)
    {
        MemoryEntry entry = await write.RequireAsync(id, cancellationToken).ConfigureAwait(false);
        if (entry.Status != MemoryStatus.Archived)
        {
            throw new MemoryConflictException($"{id} is not archived; only archived memories can be restored");
        }

        MemoryKind kind = type ?? entry.Kind;
        MemoryFolder folder = kind == MemoryKind.LongTerm ? MemoryFolder.LongTerm : MemoryFolder.ShortTerm;
        await write.CommitAsync([new RecordChange.Move(entry.Key, folder)], cancellationToken).ConfigureAwait(false);
        return new RestoreReceipt { Filename = id, Type = kind };
    }

    private static void Check(MemoryPatch patch)
    {
        if (patch.Title is not null)
        {
            TextRules.Title(patch.Title);
        }

        if (patch.Content is not null && patch.Append is not null)
        {
            throw new InvalidInputException("append", "cannot be given together with content; give one of them");
        }

        if (patch is { Title: null, Content: null, Append: null, Tags: null, AddTags: null, RemoveTags: null })
        {
            throw new InvalidInputException(
                "update", "changes nothing; give at least one of title, content, append, tags, add_tags, remove_tags");
        }
    }

    private static (RecordEdit Edit, List<string> Changed) Difference(MemoryEntry entry, MemoryPatch patch)
    {
        var changed = new List<string>();
        IReadOnlyList<string> tags = NewTags(entry.Tags, patch);
        string? title = patch.Title is { } wanted && wanted != entry.Title ? wanted : null;
        string? content = patch.Content is { } text && !IsSame(TextRules.Content(text), entry.Content) ? text : null;
        string? append = string.IsNullOrEmpty(patch.Append) ? null : TextRules.Content(patch.Append, "append");
        bool retagged = !tags.SequenceEqual(entry.Tags, StringComparer.Ordinal);
        if (entry.Content.Length + (append?.Length ?? 0) > TextRules.MaxContentLength)
        {
            throw new InvalidInputException(
                "append", $"would make the memory longer than {TextRules.MaxContentLength} characters; begin another memory");
        }

        AddIf(changed, title is not null, "title");
        AddIf(changed, content is not null || append is not null, "content");
        AddIf(changed, retagged, "tags");
        return (new RecordEdit { Title = title, Content = content, Append = append, Tags = retagged ? tags : null }, changed);
    }

    // Line breaks are the file's, and callers send the kind they happen to use.
    private static bool IsSame(string text, string present) =>
        text == present || text.Replace("\r\n", "\n", StringComparison.Ordinal) == present.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static void AddIf(List<string> changed, bool condition, string what)
    {
        if (condition)
        {
            changed.Add(what);
        }
    }

    private static IReadOnlyList<string> NewTags(IReadOnlyList<string> present, MemoryPatch patch)
    {
        IEnumerable<string> tags = patch.Tags is null ? present : TagList.Check(patch.Tags, "tags");
        IReadOnlyList<string> removed = TagList.Normalize(patch.RemoveTags ?? []);
        IReadOnlyList<string> all =
            [.. tags.Except(removed, StringComparer.Ordinal).Concat(TagList.Check(patch.AddTags ?? [], "add_tags")).Distinct(StringComparer.Ordinal)];

        // A file that already has more tags than a caller may give can still be changed otherwise.
        return patch.AddTags is null ? all : TagList.Check(all, "add_tags");
    }

    private RecordDraft Check(MemoryDraft draft)
    {
        DateTimeOffset created = (draft.Created ?? time.GetUtcNow()).ToWholeMilliseconds();
        return new RecordDraft
        {
            Title = TextRules.Title(draft.Title),
            Content = TextRules.Content(draft.Content),
            Tags = TagList.Check(draft.Tags, "tags"),
            IdempotencyKey = TextRules.IdempotencyKey(draft.IdempotencyKey),
            Created = created,
            Updated = (draft.Updated ?? created).ToWholeMilliseconds(),
        };
    }
}
