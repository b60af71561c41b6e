namespace WhiteMagic.Memories;

/// <summary>The right to write to a space's records: one holder at a time among all processes. Disposing gives it back.</summary>
public interface IRecordWriter : IAsyncDisposable
{
    /// <summary>Whether taking it finished or undid the work of a process that died: the records may differ from the index.</summary>
    bool Recovered { get; }

    /// <summary>Makes a staged record visible at a key.</summary>
    /// <returns>The record, or null when the name is taken in any folder; nothing changed then.</returns>
    ValueTask<MemoryEntry?> PublishAsync(IStagedRecord staged, RecordKey key, CancellationToken cancellationToken);

    /// <summary>Carries out all changes or none; durable on return, also across a crash.</summary>
    /// <returns>For each change the record as it now is; null for a deletion.</returns>
    /// <exception cref="WhiteMagicException">The changes cannot be carried out; none was.</exception>
    ValueTask<IReadOnlyList<MemoryEntry?>> CommitAsync(IReadOnlyList<RecordChange> changes, CancellationToken cancellationToken);
}
