using Microsoft.Data.Sqlite;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>Takes in the log of changes, merges segments and empties the write-ahead log beside other work, in one process at a time.</summary>
/// <param name="file">The index.</param>
/// <param name="connections">This process's connections to it; none of those who write with them waits for one of the workers meanwhile.</param>
/// <param name="takeIn">Takes in the log of changes.</param>
/// <param name="workers">Where it works.</param>
internal sealed class IndexUpkeep(IndexFile file, IndexConnections connections, Action takeIn, WorkerPool workers) : IDisposable
{
    private readonly LockFile _claim = new(file.Path + ".upkeep");
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private volatile bool _isDue;

    /// <summary>Notes that segments are to be merged or the write-ahead log to be emptied, too.</summary>
    public void MarkDue() => _isDue = true;

    /// <summary>Begins, unless it runs or no worker is free.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (!_running.IsCompleted || file.IsPrivate)
            {
                return;
            }

            var upkeep = new Task(Run);
            if (workers.TryStart(() =>
            {
                upkeep.RunSynchronously(TaskScheduler.Default);
                return upkeep;
            }))
            {
                _running = upkeep;
            }
        }
    }

    /// <summary>Waits until nothing runs.</summary>
    public void Wait()
    {
        Task running;
        lock (_gate)
        {
            running = _running;
        }

        running.Wait();
    }

    public void Dispose() => _claim.Dispose();

    private void Run()
    {
        try
        {
            if (!_claim.TryLock())
            {
                return;
            }

            try
            {
                takeIn();
                if (_isDue)
                {
                    _isDue = false;
                    using var connection = new IndexConnection(file.Path, connections.Segments);
                    new SegmentMerge(connection, work => Write(connection, work)).Run();
                    connection.Run("PRAGMA wal_checkpoint(PASSIVE)");
                }
            }
            finally
            {
                _claim.Unlock();
            }
        }
        catch (Exception failure) when (failure is SqliteException or WhiteMagicException or FileOperationException)
        {
            // Small segments and long logs only cost time; a later write tries again.
        }
    }

    private void Write(IndexConnection connection, Action work)
    {
        connections.Updating.Wait();
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
            connections.Updating.Release();
        }
    }
}
