using System.Collections.Immutable;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Memories;

/// <summary>Keeps the records of one space in the process's memory; they are gone with it.</summary>
public sealed class VolatileMemoryRecords : IMemoryRecords
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _lock = new();
    private readonly HashSet<RecordKey> _changed = [];
    private volatile ImmutableDictionary<RecordKey, MemoryEntry> _entries = ImmutableDictionary<RecordKey, MemoryEntry>.Empty;
    private bool _polled;

    /// <inheritdoc/>
    public bool IsReadOnly => false;

    /// <inheritdoc/>
    public RecordChanges PollChanges()
    {
        lock (_lock)
        {
            RecordChanges changes = _polled ? new RecordChanges { Keys = [.. _changed] } : RecordChanges.Unknown;
            _polled = true;
            _changed.Clear();
            return changes;
        }
    }

    /// <inheritdoc/>
    public ValueTask RecoverAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public UInt128 Digest() => RecordDigest.Of(_entries.Values.Select(static entry => (entry.Key, entry.Stamp)));

    /// <inheritdoc/>
    public IEnumerable<RecordState> Scan() => _entries.Values.Select(static entry => new RecordState(entry.Key, entry.Stamp));

    /// <inheritdoc/>
    public RecordStamp? Stat(RecordKey key) => Find(key)?.Stamp;

    /// <inheritdoc/>
    public ValueTask<MemoryEntry?> ReadAsync(RecordKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Find(key));
    }

    /// <inheritdoc/>
    public ValueTask<string?> ReadTextAsync(RecordKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Find(key) is { } entry ? VolatileText.Whole(entry) : null);
    }

    /// <inheritdoc/>
    public ValueTask<IRecordTurn> EnterAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IRecordTurn>(FreeTurn.Instance);

    /// <inheritdoc/>
    public ValueTask<IStagedRecord> StageAsync(RecordKey key, RecordDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IStagedRecord>(new VolatileStagedRecord(draft.ToEntry(key)));
    }

    /// <inheritdoc/>
    public async ValueTask<IRecordWriter> LockAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new VolatileRecordWriter(this, _entries);
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync(RecordKey key, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public IReadOnlyList<FileProblem> Inspect() => [];

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Replace(ImmutableDictionary<RecordKey, MemoryEntry> entries, IReadOnlyCollection<RecordKey> changed)
    {
        lock (_lock)
        {
            _entries = entries;
            _changed.UnionWith(changed);
        }
    }

    internal void Unlock() => _writing.Release();

    private MemoryEntry? Find(RecordKey key) => _entries.GetValueOrDefault(key);
}
