using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>Makes staged records visible: those that wait at the same time share the lock, what the index is told and the flush.</summary>
internal sealed class PublishQueue(MemoryCatalog catalog)
{
    // Other processes wait for as long as a batch takes.
    private const int MaxBatch = 64;

    private readonly Lock _gate = new();
    private readonly Queue<PendingRecord> _waiting = new();
    private bool _working;

    /// <summary>Makes a record visible and durable, or gives the one that was created under its idempotency key before.</summary>
    public async Task<MemoryReceipt> PublishAsync(PendingRecord record, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration cancellation = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingRecord)state!).Cancel(token), record);
        if (Enqueue(record))
        {
            _ = WorkAsync();
        }

        return await record.Done.ConfigureAwait(false);
    }

    private bool Enqueue(PendingRecord record)
    {
        lock (_gate)
        {
            _waiting.Enqueue(record);
            return !_working && (_working = true);
        }
    }

    private List<PendingRecord> Take()
    {
        lock (_gate)
        {
            var batch = new List<PendingRecord>();
            while (batch.Count < MaxBatch && _waiting.TryDequeue(out PendingRecord? record))
            {
                batch.Add(record);
            }

            _working = batch.Count > 0;
            return batch;
        }
    }

    private bool IsIdle()
    {
        lock (_gate)
        {
            _working = _waiting.Count > 0;
            return !_working;
        }
    }

    private async Task WorkAsync()
    {
        while (Take() is { Count: > 0 } batch)
        {
            try
            {
                await catalog.WriteAsync(write => PublishAsync(write, batch), CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                batch.ForEach(record => record.Fail(failure));
            }

            // With nobody behind it the batch ends here: waking another thread takes longer than most of the work.
            if (IsIdle())
            {
                await CompleteAsync(batch).ConfigureAwait(false);
                return;
            }

            // The next batch goes on while the disk makes this one safe.
            if (!catalog.Workers.Io.TryStart(() => CompleteAsync(batch)))
            {
                await CompleteAsync(batch).ConfigureAwait(false);
            }

            // Whoever came first is not kept with the work of those who came after.
            await Task.Yield();
        }
    }

    private async Task<int> PublishAsync(CatalogWrite write, List<PendingRecord> batch)
    {
        var keys = new Dictionary<string, MemoryReceipt>(StringComparer.Ordinal);
        var analyzed = new List<IAnalyzedEntry>(batch.Count);
        foreach (PendingRecord record in batch.Where(static record => record.TryBegin()))
        {
            try
            {
                string? key = record.Staged.Entry.IdempotencyKey;
                if (key is not null && (keys.GetValueOrDefault(key) ?? Find(key)) is { } first)
                {
                    record.Complete(first);
                    continue;
                }

                MemoryEntry entry = await write.PublishAsync(record.Staged, CancellationToken.None).ConfigureAwait(false);
                analyzed.Add(record.SetPublished(entry));
                if (key is not null)
                {
                    keys.Add(key, Receipt(entry.Id, entry.Created, entry.Version));
                }
            }
            catch (Exception failure)
            {
                record.Fail(failure);
            }
        }

        write.Index(analyzed);
        return analyzed.Count;
    }

    private MemoryReceipt? Find(string key) => catalog.FindByIdempotencyKey(key) is { } memory
        ? Receipt(memory.Key.Id, memory.Created, memory.Version)
        : null;

    private async Task CompleteAsync(List<PendingRecord> batch)
    {
        try
        {
            foreach (MemoryEntry entry in batch.Select(static record => record.Published).OfType<MemoryEntry>().DistinctBy(static entry => entry.Key.Folder))
            {
                // They are visible, so nobody's change of mind can stop it.
                await catalog.Records.FlushAsync(entry.Key, CancellationToken.None).ConfigureAwait(false);
            }

            foreach (PendingRecord record in batch)
            {
                if (record.Published is { } entry)
                {
                    record.Complete(Receipt(entry.Id, entry.Created, entry.Version));
                }
            }
        }
        catch (Exception failure)
        {
            batch.ForEach(record => record.Fail(failure));
        }

        Tell(batch);
    }

    private static void Tell(List<PendingRecord> batch)
    {
        if (batch is [var only])
        {
            only.Tell();
            return;
        }

        foreach (PendingRecord record in batch)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static record => record.Tell(), record, preferLocal: false);
        }
    }

    private static MemoryReceipt Receipt(MemoryId id, DateTimeOffset created, string version) =>
        new() { Filename = id, Created = created, Version = version };
}
