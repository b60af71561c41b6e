using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>The index of a space in one SQLite file: a catalogue, and segments of an inverted index.</summary>
internal sealed class SqliteMemoryIndex : IMemoryIndex
{
    private const int MaxTouches = 256;

    private readonly IndexFile _file;
    private readonly IndexUpkeep _upkeep;
    private readonly Lock _opening = new();
    private readonly SemaphoreSlim _updating = new(1, 1);
    private readonly ConcurrentDictionary<MemoryId, DateTimeOffset> _touches = new();
    private readonly ConcurrentBag<DocumentAnalyzer> _analyzers = [];
    private ConcurrentBag<IndexConnection> _readers = [];
    private SegmentCache _segments = new();
    private IndexConnection? _writer;
    private long _identity;
    private volatile bool _damaged;
    private bool _reopened;
    private bool _disposed;

    public SqliteMemoryIndex(IndexFile file)
    {
        _file = file;
        _upkeep = new IndexUpkeep(file, _updating);
    }

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

    public IAnalyzedEntry Analyze(MemoryEntry entry)
    {
        DocumentAnalyzer analyzer = _analyzers.TryTake(out DocumentAnalyzer? idle) ? idle : new DocumentAnalyzer();
        AnalyzedDocument document = analyzer.Analyze(entry);
        _analyzers.Add(analyzer);
        return document;
    }

    public IIndexUpdate BeginUpdate()
    {
        try
        {
            return Begin();
        }
        catch (StoreCorruptException)
        {
            // Derived from the files, so a damaged one is made anew rather than waited for.
            return Begin();
        }
    }

    public IndexedMemory? Find(MemoryId id) => Read(connection => One(
        connection, $"SELECT {MemoryRow.Columns} FROM memories m LEFT JOIN access a ON a.id = m.id WHERE m.id = ?1 ORDER BY m.folder LIMIT 1", id.Value));

    public IndexedMemory? FindByIdempotencyKey(string key) => Read(connection => One(
        connection, $"SELECT {MemoryRow.Columns} FROM memories m LEFT JOIN access a ON a.id = m.id WHERE m.idempotency_key = ?1 LIMIT 1", key));

    public RecordStamp? StampOf(RecordKey key) => Read<RecordStamp?>(connection =>
    {
        const string Sql = "SELECT changed, size, identity FROM memories WHERE id = ?1 AND folder = ?2";
        using SqliteDataReader rows = connection.Command(Sql, key.Id.Value, (int)key.Folder).ExecuteReader();
        return rows.Read() ? MemoryRow.Stamp(rows, 0) : null;
    });

    public UInt128 Digest() => Read(IndexDigest.Read);

    public IDictionary<RecordKey, RecordStamp> Stamps() => Read<IDictionary<RecordKey, RecordStamp>>(static connection =>
    {
        var stamps = new Dictionary<RecordKey, RecordStamp>();
        using SqliteDataReader rows = connection.Command(
            "SELECT id, folder, changed, size, identity FROM memories").ExecuteReader();
        while (rows.Read())
        {
            stamps[MemoryRow.Key(rows, 0)] = MemoryRow.Stamp(rows, 2);
        }

        return stamps;
    });

    public IndexHits Search(ParsedQuery query, IndexFilter filter, int limit) =>
        Read(connection => new WordSearch(connection).Search(query, filter, limit));

    public IndexPage List(IndexFilter filter, MemorySort sort, int limit, ListPosition? after = null)
    {
        if (sort == MemorySort.Accessed)
        {
            FlushTouches();
        }

        return Read(connection => new MemoryList(connection, filter).Read(sort, limit, after));
    }

    public TagReport CountTags(bool includeArchived) => Read(connection => IndexReports.Tags(connection, includeArchived));

    public IndexCounts Count() => Read(IndexReports.Count);

    public IReadOnlyList<FileProblem> Problems() => Read(IndexReports.Problems);

    public IReadOnlyList<(MemoryId Source, string Target)> DanglingRelations() => Read(IndexReports.DanglingRelations);

    public IReadOnlyList<string> DuplicateIds() => Read(IndexReports.DuplicateIds);

    public void Touch(MemoryId id, DateTimeOffset time)
    {
        _touches[id] = time;
        if (_touches.Count > MaxTouches)
        {
            FlushTouches();
        }
    }

    public string Verify() => Read(connection =>
    {
        try
        {
            foreach (SegmentDirectory segment in connection.Segments.Open())
            {
                connection.Segments.ReadWhole(segment.Info);
            }

            return connection.Command("PRAGMA quick_check(1)").ExecuteScalar() as string ?? "no answer";
        }
        catch (Exception failure) when (failure is StoreCorruptException || (failure is SqliteException error && SqliteFailure.IsDamage(error)))
        {
            _damaged = true;
            return "damaged; the next operation builds it anew";
        }
    });

    public void Dispose()
    {
        lock (_opening)
        {
            if (_disposed)
            {
                return;
            }

            FlushTouches();
            _disposed = true;
            _upkeep.Wait();
            Close();
            _upkeep.Dispose();
            _updating.Dispose();
        }
    }

    internal void EndUpdate() => _updating.Release();

    /// <summary>Looks after the index beside other work; called within an update.</summary>
    internal void BeginUpkeep() => _upkeep.Begin(_segments);

    /// <summary>Puts a failure in words, and remembers when the file is damaged.</summary>
    internal WhiteMagicException Explain(SqliteException failure)
    {
        _damaged |= SqliteFailure.IsDamage(failure);
        return SqliteFailure.ToException(failure);
    }

    /// <summary>Writes down what was read when, within an update that is open.</summary>
    internal void WriteTouches(IndexConnection connection)
    {
        foreach (MemoryId id in _touches.Keys)
        {
            if (_touches.TryRemove(id, out DateTimeOffset time))
            {
                const string Sql = """
                    INSERT INTO access(id, last, count) VALUES(?1, ?2, 1)
                    ON CONFLICT(id) DO UPDATE SET last = max(last, excluded.last), count = count + 1
                    """;
                connection.Statement(Sql).Bind(1, id.Value).Bind(2, time.ToUnixTimeMilliseconds()).Run();
            }
        }
    }

    private IndexUpdate Begin()
    {
        EnsureOpen();
        _updating.Wait();
        try
        {
            IndexConnection writer = _writer!;
            writer.BeginWrite();
            return new IndexUpdate(this, writer);
        }
        catch (SqliteException failure)
        {
            _updating.Release();
            throw Explain(failure);
        }
    }

    private void EnsureOpen()
    {
        lock (_opening)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_writer is not null && !_damaged && _file.Identity() == _identity)
            {
                return;
            }

            _updating.Wait();
            try
            {
                Close();
                Open();
            }
            finally
            {
                _updating.Release();
            }
        }
    }

    private static IndexedMemory? One(IndexConnection connection, string sql, string value)
    {
        using SqliteDataReader rows = connection.Command(sql, value).ExecuteReader();
        return rows.Read() ? MemoryRow.Read(rows) : null;
    }

    private void FlushTouches()
    {
        if (_touches.IsEmpty || _writer is null)
        {
            return;
        }

        try
        {
            using IIndexUpdate update = BeginUpdate();
            update.Commit();
        }
        catch (WhiteMagicException)
        {
            // When it was read last is worth no failure of what is being done now.
        }
    }

    private T Read<T>(Func<IndexConnection, T> read)
    {
        if (_writer is null)
        {
            EnsureOpen();
        }

        try
        {
            return _file.IsPrivate ? ReadPrivately(read) : ReadBeside(read);
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

    // Such an index is one connection; updates and reads take turns on it.
    private T ReadPrivately<T>(Func<IndexConnection, T> read)
    {
        _updating.Wait();
        try
        {
            return read(_writer!);
        }
        finally
        {
            _updating.Release();
        }
    }

    private T ReadBeside<T>(Func<IndexConnection, T> read)
    {
        // A connection goes back to where it came from: after a reopening that is a bag nobody takes from.
        (ConcurrentBag<IndexConnection> readers, SegmentCache segments) = (_readers, _segments);
        IndexConnection connection = readers.TryTake(out IndexConnection? idle) ? idle : new IndexConnection(_file.Path, segments);
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
            if (_damaged && _file.Identity() == _identity)
            {
                _file.Remove();
            }

            _writer = _file.OpenWriter(_segments);
            _identity = _file.Identity();
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
        _segments = new SegmentCache();
        while (readers.TryTake(out IndexConnection? reader))
        {
            reader.Dispose();
        }
    }
}
