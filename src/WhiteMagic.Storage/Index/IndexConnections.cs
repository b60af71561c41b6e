using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using WhiteMagic.Memories;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>The connections of one process to an index: one that writes, and as many that read as are needed at once.</summary>
internal sealed class IndexConnections(IndexFile file) : IDisposable
{
    private readonly Lock _opening = new();
    private ConcurrentBag<IndexConnection> _readers = [];
    private IndexConnection? _writer;
    private long _identity;
    private volatile bool _damaged;
    private bool _reopened;
    private bool _disposed;

    /// <summary>Held by whoever in this process writes to the index.</summary>
    public SemaphoreSlim Updating { get; } = new(1, 1);

    /// <summary>What is kept in memory of the segments of the present file.</summary>
    public SegmentCache Segments { get; private set; } = new();

    /// <summary>Whether anything was opened so far.</summary>
    public bool AreOpen => _writer is not null;

    /// <summary>Makes sure that the file at the path is the one that is open; true when it was opened since the last call.</summary>
    public bool Reopen()
    {
        lock (_opening)
        {
            EnsureOpen();
            bool reopened = _reopened;
            _reopened = false;
            return reopened;
        }
    }

    /// <summary>Begins a transaction; <see cref="Updating"/> is held from then on.</summary>
    public IndexConnection BeginWrite()
    {
        EnsureOpen();
        Updating.Wait();
        try
        {
            _writer!.BeginWrite();
            return _writer;
        }
        catch (SqliteException failure)
        {
            Updating.Release();
            throw Explain(failure);
        }
    }

    public T Read<T>(Func<IndexConnection, T> read)
    {
        if (_writer is null)
        {
            EnsureOpen();
        }

        try
        {
            return file.IsPrivate ? ReadPrivately(read) : ReadBeside(read);
        }
        catch (SqliteException failure)
        {
            throw Explain(failure);
        }
        catch (StoreCorruptException)
        {
            _damaged = true;
            throw;
        }
    }

    /// <summary>Puts a failure in words, and remembers when the file is damaged.</summary>
    public WhiteMagicException Explain(SqliteException failure)
    {
        _damaged |= SqliteFailure.IsDamage(failure);
        return SqliteFailure.ToException(failure);
    }

    /// <summary>Has the next operation build the file anew.</summary>
    public void MarkDamaged() => _damaged = true;

    public void Dispose()
    {
        lock (_opening)
        {
            if (!_disposed)
            {
                _disposed = true;
                Close();
                Updating.Dispose();
            }
        }
    }

    private void EnsureOpen()
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_writer is not null && !_damaged && file.Identity() == _identity)
            {
                return;
            }

            Updating.Wait();
            try
            {
                Close();
                Open();
            }
            finally
            {
                Updating.Release();
            }
        }
    }

    // Such an index is one connection; updates and reads take turns on it.
    private T ReadPrivately<T>(Func<IndexConnection, T> read)
    {
        Updating.Wait();
        try
        {
            return read(_writer!);
        }
        finally
        {
            Updating.Release();
        }
    }

    private T ReadBeside<T>(Func<IndexConnection, T> read)
    {
        // A connection goes back to where it came from: after a reopening that is a bag nobody takes from.
        (ConcurrentBag<IndexConnection> readers, SegmentCache segments) = (_readers, Segments);
        IndexConnection connection = readers.TryTake(out IndexConnection? idle) ? idle : new IndexConnection(file.Path, segments);
        try
        {
            T result = read(connection);
            readers.Add(connection);
            return result;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Open()
    {
        try
        {
            if (_damaged && file.Identity() == _identity)
            {
                file.Remove();
            }

            _writer = file.OpenWriter(Segments);
            _identity = file.Identity();
            _damaged = false;
            _reopened = true;
        }
        catch (SqliteException failure)
        {
            throw SqliteFailure.ToException(failure);
        }
    }

    private void Close()
    {
        _writer?.Dispose();
        _writer = null;
        ConcurrentBag<IndexConnection> readers = Interlocked.Exchange(ref _readers, []);
        Segments = new SegmentCache();
        while (readers.TryTake(out IndexConnection? reader))
        {
            reader.Dispose();
        }
    }
}
