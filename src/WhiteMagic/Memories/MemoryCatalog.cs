using WhiteMagic.Diagnostics;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Search;

namespace WhiteMagic.Memories;

/// <summary>Keeps an index true to its records: whatever anyone changed is indexed before the next operation looks.</summary>
internal sealed class MemoryCatalog(
    IMemoryRecords records, IMemoryIndex index, WorkerPools workers, IProgress<WorkProgress>? progress) : IAsyncDisposable
{
    // A refresh this large is worth showing to those who wait for it.
    private const int WorthShowing = 500;

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private readonly WaitingListeners _waiting = new(progress);
    private readonly HashSet<RecordKey> _pending = [];
    private readonly RecordAnalyzer _analyzer = new(records, index, workers.Cpu);
    private bool _everythingPending;

    // Set by writers, which may not wait for a refresh.
    private bool _isUncertain;

    public IMemoryRecords Records => records;

    public IMemoryIndex Index => index;

    public WorkerPools Workers => workers;

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

    /// <summary>Finds the memory created under an idempotency key, with the right to write, so that none can be created meanwhile.</summary>
    public IndexedMemory? FindByIdempotencyKey(string key)
    {
        MarkUncertain(!index.CatchUp());
        return index.FindByIdempotencyKey(key);
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
            MarkUncertain(writer.Recovered);

            return await work(new CatalogWrite(records, writer, index)).ConfigureAwait(false);
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

    private void MarkUncertain(bool isUncertain)
    {
        if (isUncertain)
        {
            Volatile.Write(ref _isUncertain, true);
        }
    }

    private async ValueTask IndexChangesAsync(CancellationToken cancellationToken)
    {
        // Whoever indexes, all who wait for it are told.
        using IDisposable? wait = _waiting.Add(ProgressScope.Current);
        await _refreshing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            List<RecordKey> stale = await FindStaleAsync(cancellationToken).ConfigureAwait(false);
            if (stale.Count > 0)
            {
                IProgress<WorkProgress>? shown = stale.Count < WorthShowing ? null : _waiting;
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

        _everythingPending |= changes.Everything | index.Reopen() | Interlocked.Exchange(ref _isUncertain, false) | !index.CatchUp();
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
            MarkUncertain(writer?.Recovered == true);

            // For all to see, before the update that others may have to wait for.
            MarkUncertain(!index.CatchUp());
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
        await foreach ((RecordKey key, IAnalyzedEntry? entry) in _analyzer.AnalyzeAsync(keys, cancellationToken).ConfigureAwait(false))
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
