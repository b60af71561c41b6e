using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>What one write may do to records and index while it holds the right to write.</summary>
internal sealed class CatalogWrite(IMemoryRecords records, IRecordWriter writer, IMemoryIndex index)
{
    private static readonly MemoryFolder[] Folders = [MemoryFolder.ShortTerm, MemoryFolder.LongTerm, MemoryFolder.Archive];

    /// <summary>Reads a memory where it lies now, whatever the index knows; an active one before an archived one.</summary>
    /// <exception cref="MemoryNotFoundException">There is none.</exception>
    public async ValueTask<MemoryEntry> RequireAsync(MemoryId id, CancellationToken cancellationToken)
    {
        foreach (MemoryFolder folder in Folders)
        {
            var key = new RecordKey(folder, id);
            if (records.Stat(key) is not null
                && await records.ReadAsync(key, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                return entry;
            }
        }

        throw new MemoryNotFoundException(id);
    }

    /// <summary>Makes a staged record visible under the first free name; it is still to be indexed.</summary>
    public async ValueTask<MemoryEntry> PublishAsync(IStagedRecord staged, CancellationToken cancellationToken)
    {
        RecordKey key = staged.Entry.Key;
        for (int copy = 2; ; copy++)
        {
            MemoryEntry? entry = await writer.PublishAsync(staged, key, cancellationToken).ConfigureAwait(false);
            if (entry is not null)
            {
                return entry;
            }

            key = key with { Id = MemoryFileName.Create(staged.Entry.Created, staged.Entry.Title, copy) };
        }
    }

    /// <summary>Carries out changes of records, all or none, and then indexes them.</summary>
    public async ValueTask<IReadOnlyList<MemoryEntry?>> CommitAsync(
        IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        IReadOnlyList<MemoryEntry?> entries = await writer.CommitAsync(changes, cancellationToken).ConfigureAwait(false);
        Index([.. changes.Zip(entries, Describe).SelectMany(static known => known)]);
        return entries;
    }

    /// <summary>Indexes records that were published.</summary>
    public void Index(IEnumerable<IAnalyzedEntry> published) => Index([.. published.Select(IndexChange.Put)]);

    /// <summary>Gives the first name for a new record that no record has, and that none of <paramref name="taken"/> has.</summary>
    public MemoryId FreeName(DateTimeOffset created, string title, IReadOnlySet<MemoryId> taken)
    {
        for (int copy = 1; ; copy++)
        {
            MemoryId id = MemoryFileName.Create(created, title, copy);
            if (!taken.Contains(id) && Folders.All(folder => records.Stat(new RecordKey(folder, id)) is null))
            {
                return id;
            }
        }
    }

    private IEnumerable<IndexChange> Describe(RecordChange change, MemoryEntry? entry)
    {
        if (change is RecordChange.Move move)
        {
            yield return new IndexChange(move.From, null);
        }

        if (change is RecordChange.Delete delete)
        {
            yield return new IndexChange(delete.Key, null);
        }

        if (entry is not null)
        {
            yield return IndexChange.Put(index.Analyze(entry));
        }
    }

    private void Index(IReadOnlyList<IndexChange> changes)
    {
        try
        {
            index.Submit(changes);
        }
        catch (WhiteMagicException)
        {
            // The records are changed, so the write is done; the next refresh finds that the index does not know it.
        }
    }
}
