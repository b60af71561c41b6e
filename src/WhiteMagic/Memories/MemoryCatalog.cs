using WhiteMagic.Diagnostics;
using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>Keeps an index true to its records: whatever anyone changed is indexed before the next operation looks.</summary>
internal sealed class MemoryCatalog(IMemoryRecords records, IMemoryIndex index, IProgress<WorkProgress>? progress) : IAsyncDisposable
{
    // A refresh this large is worth showing to the person who waits for it.
    private const int WorthShowing = 500;

    // Large enough that handing over costs nothing, small enough that little waits in memory.
    private const int BatchSize = 32;

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly HashSet<RecordKey> _pending = [];
    private bool _everythingPending;

    // Set by writers, which may not wait for a refresh.
    private volatile bool _recovered;

    public IMemoryRecords Records => records;

    public IMemoryIndex Index => index;

    /// <summary>Indexes what changed since the last call; on return the index knows all that was changed before the call.</summary>
    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await IndexChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StoreCorruptException)
        {
            // A damaged index is opened anew, empty, and holds everything after this.
            await IndexChangesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the index after a refresh.</summary>
    public async ValueTask<T> AskAsync<T>(Func<IMemoryIndex, T> ask, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return ask(index);
        }
        catch (StoreCorruptException)
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
            return ask(index);
        }
    }

    /// <summary>Rebuilds the whole index from the records; readers see the old one until it is done.</summary>
    public async ValueTask<int> RebuildAsync(IProgress<WorkProgress>? shown, CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Until all is done, what was polled below is not indexed.
            _everythingPending = true;
            index.Reopen();
            int count = 0;
            await UpdateIndexAsync(
                async update =>
                {
                    // What was polled is not told again, should the rebuilding be cut short.
                    _everythingPending = true;
                    records.PollChanges();
                    update.Clear();
                    RecordKey[] keys = [.. records.Scan().Select(static state => state.Key)];
                    await PutAsync(update, keys, shown, cancellationToken).ConfigureAwait(false);
                    count = keys.Length;
                },
                cancellationToken).ConfigureAwait(false);
            _pending.Clear();
            _everythingPending = false;
            return count;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Does work with the right to write, which no one else has meanwhile.</summary>
    /// <remarks>The work reads records, not the index, to see the present state.</remarks>
    public async Task<T> WriteAsync<T>(Func<CatalogWrite, Task<T>> work, CancellationToken cancellationToken)
    {
        IRecordWriter writer = await records.LockAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (writer.Recovered)
            {
                _recovered = true;
            }

            using IIndexUpdate update = index.BeginUpdate();
            return await work(new CatalogWrite(records, writer, index, update)).ConfigureAwait(false);
        }
        finally
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        index.Dispose();
        await records.DisposeAsync().ConfigureAwait(false);
        _refreshing.Dispose();
    }

    private async ValueTask IndexChangesAsync(CancellationToken cancellationToken)
    {
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            List<RecordKey> stale = await FindStaleAsync(cancellationToken).ConfigureAwait(false);
            if (stale.Count > 0)
            {
                IProgress<WorkProgress>? shown = stale.Count < WorthShowing ? null : progress;
                await UpdateIndexAsync(update => PutAsync(update, stale, shown, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
            }

            _pending.Clear();
            _everythingPending = false;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private async ValueTask<List<RecordKey>> FindStaleAsync(CancellationToken cancellationToken)
    {
        RecordChanges changes = records.PollChanges();
        if (changes.Everything)
        {
            await records.RecoverAsync(cancellationToken).ConfigureAwait(false);
        }

        _everythingPending |= changes.Everything | index.Reopen() | _recovered;
        _recovered = false;
        _pending.UnionWith(changes.Keys);
        if (!_everythingPending)
        {
            return _pending.Count == 0 ? [] : [.. _pending.Where(key => records.Stat(key) != index.StampOf(key))];
        }

        // Most often nothing did, and then no name has to be looked at.
        if (records.Digest() == index.Digest())
        {
            return [];
        }

        IDictionary<RecordKey, RecordStamp> gone = index.Stamps();
        var stale = new List<RecordKey>();
        foreach (RecordState state in records.Scan())
        {
            if (!gone.TryGetValue(state.Key, out RecordStamp known) || known != state.Stamp)
            {
                stale.Add(state.Key);
            }

            gone.Remove(state.Key);
        }

        stale.AddRange(gone.Keys);
        return stale;
    }

    private async ValueTask UpdateIndexAsync(Func<IIndexUpdate, ValueTask> work, CancellationToken cancellationToken)
    {
        // Writers index under the same lock, so an older state never overwrites a newer one.
        IRecordWriter? writer = records.IsReadOnly ? null : await records.LockAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _recovered |= writer?.Recovered == true;
            using IIndexUpdate update = index.BeginUpdate();
            await work(update).ConfigureAwait(false);
            update.Commit();
        }
        finally
        {
            if (writer is not null)
            {
                await writer.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask PutAsync(
        IIndexUpdate update, IReadOnlyCollection<RecordKey> keys, IProgress<WorkProgress>? shown, CancellationToken cancellationToken)
    {
        long done = 0;
        var reading = new Queue<Task<List<(RecordKey Key, IAnalyzedEntry? Entry)>>>();

        // File names begin with their time, so rows are laid down in the order of creation.
        RecordKey[][] batches = [.. keys.OrderBy(static key => key.Id.Value, StringComparer.Ordinal).Chunk(BatchSize)];
        for (int next = 0; next < batches.Length || reading.Count > 0;)
        {
            while (next < batches.Length && reading.Count <= Environment.ProcessorCount)
            {
                RecordKey[] batch = batches[next++];
                reading.Enqueue(Task.Run(() => AnalyzeAsync(batch, cancellationToken), cancellationToken));
            }

            foreach ((RecordKey key, IAnalyzedEntry? entry) in await reading.Dequeue().ConfigureAwait(false))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (entry is not null)
                {
                    update.Put(entry);
                }
                else
                {
                    update.Remove(key);
                }

                shown?.Report(new WorkProgress(++done, keys.Count, "indexing"));
            }
        }
    }

    private async Task<List<(RecordKey Key, IAnalyzedEntry? Entry)>> AnalyzeAsync(
        RecordKey[] keys, CancellationToken cancellationToken)
    {
        var analyzed = new List<(RecordKey, IAnalyzedEntry?)>(keys.Length);
        foreach (RecordKey key in keys)
        {
            MemoryEntry? entry = await records.ReadAsync(key, cancellationToken).ConfigureAwait(false);
            analyzed.Add((key, entry is null ? null : index.Analyze(entry)));
        }

        return analyzed;
    }
}
