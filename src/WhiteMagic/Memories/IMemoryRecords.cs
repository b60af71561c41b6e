using WhiteMagic.Diagnostics;

namespace WhiteMagic.Memories;

/// <summary>The record of truth of one space. Safe for concurrent use.</summary>
/// <remarks>Reads take no lock; writes go through the one <see cref="IRecordWriter"/>.</remarks>
public interface IMemoryRecords : IAsyncDisposable
{
    /// <summary>Whether this process may only read.</summary>
    bool IsReadOnly { get; }

    /// <summary>Says what may have changed since the last call, by anyone; the first call says everything.</summary>
    /// <remarks>A change made before the call is never missed; one may be reported that is none.</remarks>
    RecordChanges PollChanges();

    /// <summary>Finishes a committed change that a crash cut short, if there is one, so that it does not come up later.</summary>
    /// <exception cref="WhiteMagicException">It cannot be finished.</exception>
    ValueTask RecoverAsync(CancellationToken cancellationToken);

    /// <summary>Sums up the states of all records as an index's <see cref="Search.IMemoryIndex.Digest"/> does.</summary>
    UInt128 Digest();

    /// <summary>Gives every record that exists, in no order.</summary>
    IEnumerable<RecordState> Scan();

    /// <summary>Gives a record's present state, or null when there is none.</summary>
    RecordStamp? Stat(RecordKey key);

    /// <summary>Reads a record, or null when there is none. A record that is no memory comes as plain text with its problem.</summary>
    ValueTask<MemoryEntry?> ReadAsync(RecordKey key, CancellationToken cancellationToken);

    /// <summary>Reads a record's text as it stands, or null when there is none.</summary>
    ValueTask<string?> ReadTextAsync(RecordKey key, CancellationToken cancellationToken);

    /// <summary>Waits for a turn to add records, of which only so many are added at once by all who share them.</summary>
    ValueTask<IRecordTurn> EnterAsync(CancellationToken cancellationToken);

    /// <summary>Writes a new record aside and makes it durable, without taking the writer.</summary>
    /// <param name="key">Where it is to be, if that is free.</param>
    /// <param name="draft">What it is to hold.</param>
    /// <param name="cancellationToken">Ends the call before anything is written.</param>
    ValueTask<IStagedRecord> StageAsync(RecordKey key, RecordDraft draft, CancellationToken cancellationToken);

    /// <summary>Takes the writer, waiting for other holders.</summary>
    /// <exception cref="WhiteMagicException">Another process held it too long, or the store cannot be written.</exception>
    ValueTask<IRecordWriter> LockAsync(CancellationToken cancellationToken);

    /// <summary>Makes published records durable; called after the writer was given back and before the caller is told.</summary>
    ValueTask FlushAsync(RecordKey key, CancellationToken cancellationToken);

    /// <summary>Names what lies among the records or beside them and is none: folders, links, unreadable names, stray files.</summary>
    IReadOnlyList<FileProblem> Inspect();
}
