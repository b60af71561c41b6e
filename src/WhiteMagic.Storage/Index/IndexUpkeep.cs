using Microsoft.Data.Sqlite;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>Merges segments and empties the write-ahead log beside other work, in one process at a time.</summary>
/// <param name="file">The index.</param>
/// <param name="updating">Held by whoever in this process writes to the index.</param>
internal sealed class IndexUpkeep(IndexFile file, SemaphoreSlim updating) : IDisposable
{
    private readonly LockFile _claim = new(file.Path + ".upkeep");
    private Task _running = Task.CompletedTask;

    /// <summary>Begins, unless it runs; called within an update, of which there is one at a time.</summary>
    public void Begin(SegmentCache segments)
    {
        if (_running.IsCompleted && !file.IsPrivate)
        {
            _running = Task.Factory.StartNew(
                () => Run(segments), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Waits until nothing runs.</summary>
    public void Wait() => _running.Wait();

    public void Dispose() => _claim.Dispose();

    private void Run(SegmentCache segments)
    {
        try
        {
            if (!_claim.TryLock())
            {
                return;
            }

            try
            {
                using var connection = new IndexConnection(file.Path, segments);
                new SegmentMerge(connection, work => Write(connection, work)).Run();
                connection.Run("PRAGMA wal_checkpoint(PASSIVE)");
            }
            finally
            {
                _claim.Unlock();
            }
        }
        catch (Exception failure) when (failure is SqliteException or StoreCorruptException or FileOperationException)
        {
            // Small segments and a long log only cost time; a later write tries again.
        }
    }

    private void Write(IndexConnection connection, Action work)
    {
        updating.Wait();
        try
        {
            connection.BeginWrite();
            try
            {
                work();
                connection.Run("COMMIT");
            }
            catch
            {
                connection.Run("ROLLBACK");
                throw;
            }
        }
        finally
        {
            updating.Release();
        }
    }
}
