using System.Collections.Immutable;

namespace WhiteMagic.Memories;

/// <summary>Writes to <see cref="VolatileMemoryRecords"/>: each change makes a new dictionary, which is put in place whole.</summary>
internal sealed class VolatileRecordWriter(
    VolatileMemoryRecords records, ImmutableDictionary<RecordKey, MemoryEntry> entries) : IRecordWriter
{
    private static readonly MemoryFolder[] Folders = Enum.GetValues<MemoryFolder>();
    private static long _lastChange;

    private ImmutableDictionary<RecordKey, MemoryEntry> _entries = entries;
    private bool _disposed;

    public bool Recovered => false;

    public ValueTask<MemoryEntry?> PublishAsync(IStagedRecord staged, RecordKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Folders.Any(folder => _entries.ContainsKey(key with { Folder = folder })))
        {
            return ValueTask.FromResult<MemoryEntry?>(null);
        }

        MemoryEntry entry = Stamped(staged.Entry with { Key = key });
        Replace(_entries.Add(key, entry), [key]);
        return ValueTask.FromResult<MemoryEntry?>(entry);
    }

    public ValueTask<IReadOnlyList<MemoryEntry?>> CommitAsync(
        IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var next = _entries.ToBuilder();
        var changed = new HashSet<RecordKey>();
        var results = new List<MemoryEntry?>(changes.Count);
        foreach (RecordChange change in changes)
        {
            results.Add(Apply(next, change, changed));
        }

        Replace(next.ToImmutable(), changed);
        return ValueTask.FromResult<IReadOnlyList<MemoryEntry?>>(results);
    }

    public ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            records.Unlock();
        }

        return ValueTask.CompletedTask;
    }

    private static MemoryEntry? Apply(
        ImmutableDictionary<RecordKey, MemoryEntry>.Builder next, RecordChange change, HashSet<RecordKey> changed)
    {
        switch (change)
        {
            case RecordChange.Create create:
                changed.Add(create.Key);
                return Add(next, Stamped(create.Draft.ToEntry(create.Key)));
            case RecordChange.Edit edit:
                changed.Add(edit.Key);
                return Add(next, Stamped(Edited(Take(next, edit.Key), edit.Changes)));
            case RecordChange.Move move:
                changed.UnionWith([move.From, move.Target]);
                return Add(next, Stamped(Moved(Take(next, move.From), move)));
            case RecordChange.Delete delete:
                changed.Add(delete.Key);
                Take(next, delete.Key);
                return null;
            default:
                throw new ArgumentException($"{change.GetType().Name} is no known change.", nameof(change));
        }
    }

    private static MemoryEntry Take(ImmutableDictionary<RecordKey, MemoryEntry>.Builder next, RecordKey key)
    {
        MemoryEntry entry = next.GetValueOrDefault(key) ?? throw new MemoryNotFoundException(key.Id);
        next.Remove(key);
        return entry;
    }

    private static MemoryEntry Add(ImmutableDictionary<RecordKey, MemoryEntry>.Builder next, MemoryEntry entry)
    {
        if (!next.TryAdd(entry.Key, entry))
        {
            throw new MemoryConflictException($"{entry.Key} exists already, so nothing was changed; delete one of the two and try again");
        }

        return entry;
    }

    private static MemoryEntry Edited(MemoryEntry entry, RecordEdit? edit) => edit is null ? entry : entry with
    {
        Title = edit.Title ?? entry.Title,
        Content = VolatileText.Appended(edit.Content ?? entry.Content, edit.Append),
        Tags = edit.Tags ?? entry.Tags,
        Relations = edit.Relations ?? entry.Relations,
        Updated = edit.Updated ?? entry.Updated,
    };

    private static MemoryEntry Moved(MemoryEntry entry, RecordChange.Move move) => Edited(entry, move.Changes) with
    {
        Key = move.Target,
        Kind = move.To switch
        {
            MemoryFolder.ShortTerm => MemoryKind.ShortTerm,
            MemoryFolder.LongTerm => MemoryKind.LongTerm,
            _ => entry.Kind,
        },
    };

    // One count for all records of the process: no two states of anything are ever alike.
    private static MemoryEntry Stamped(MemoryEntry entry)
    {
        long change = Interlocked.Increment(ref _lastChange);
        string frontMatter = VolatileText.FrontMatter(entry);
        MemoryEntry written = entry with
        {
            FrontMatter = frontMatter,
            ContentLine = VolatileText.ContentLine(frontMatter),
            Version = change.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        };
        long size = System.Text.Encoding.UTF8.GetByteCount(VolatileText.Whole(written));
        return written with { Stamp = new RecordStamp(change, size, change) };
    }

    private void Replace(ImmutableDictionary<RecordKey, MemoryEntry> next, IReadOnlyCollection<RecordKey> changed)
    {
        _entries = next;
        records.Replace(next, changed);
    }
}
