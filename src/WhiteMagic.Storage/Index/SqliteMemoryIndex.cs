using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using WhiteMagic.Diagnostics;
using WhiteMagic.Execution.Workers;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Storage.Index.Log;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>The index of a space: a log of changes, and one SQLite file with a catalogue and segments of an inverted index.</summary>
internal sealed class SqliteMemoryIndex : IMemoryIndex
{
    private const int MaxTouches = 256;

    private readonly IndexConnections _connections;
    private readonly IndexUpkeep _upkeep;
    private readonly IndexLog? _log;
    private readonly TakeInTrigger _trigger;
    private readonly ConcurrentDictionary<MemoryId, DateTimeOffset> _touches = new();
    private readonly ConcurrentBag<DocumentAnalyzer> _analyzers = [];
    private SegmentBuilder? _spareBuilder;
    private LogMark? _known;
    private bool _hasGap;
    private bool _disposed;

    /// <summary>Opens an index when it is first used.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="workers">Who looks after it beside other work.</param>
    /// <param name="time">The clock that tells when nobody has written for a while; null for no such clock.</param>
    public SqliteMemoryIndex(IndexFile file, WorkerPool workers, TimeProvider? time = null)
    {
        _connections = new IndexConnections(file);
        _upkeep = new IndexUpkeep(file, _connections, TakeIn, workers);
        _log = file.IsPrivate ? null : new IndexLog(file.LogPath);
        _trigger = new TakeInTrigger(_upkeep, Look, time);
    }

    public bool Reopen()
    {
        bool reopened = _connections.Reopen();
        _known = reopened ? null : _known;
        return reopened;
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

    public void Submit(IReadOnlyList<IndexChange> changes)
    {
        if (_log is null)
        {
            using IIndexUpdate update = BeginUpdate();
            foreach (IndexChange change in changes)
            {
                change.ApplyTo(update);
            }

            update.Commit();
            return;
        }

        try
        {
            _trigger.SetUntaken(_log.Append(changes));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreWriteException(
                ".whitemagic/index.log", "the index cannot be told of a change", "free some space, then try again", failure);
        }
    }

    public bool CatchUp()
    {
        TakeIn();
        return !Interlocked.Exchange(ref _hasGap, false);
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

    public string Verify() => Read(connection => connection.AtOneMoment(() =>
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
            _connections.MarkDamaged();
            return "damaged; the next operation builds it anew";
        }
    }));

    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        FlushTouches();
        _disposed = true;
        _trigger.Dispose();
        _upkeep.Wait();
        _connections.Dispose();
        _upkeep.Dispose();
        _log?.Dispose();
    }

    internal SegmentBuilder TakeBuilder() => Interlocked.Exchange(ref _spareBuilder, null) ?? new SegmentBuilder();

    /// <summary>Keeps a builder for the next update, unless it grew large.</summary>
    internal void KeepBuilder(SegmentBuilder builder)
    {
        builder.Clear();
        _spareBuilder = builder.IsSmall ? builder : null;
    }

    internal void EndUpdate() => _connections.Updating.Release();

    /// <summary>Looks after the index beside other work.</summary>
    internal void BeginUpkeep()
    {
        _upkeep.MarkDue();
        _upkeep.Begin();
    }

    internal WhiteMagicException Explain(SqliteException failure) => _connections.Explain(failure);

    /// <summary>Remembers up to where the index has the log.</summary>
    internal void SetTaken(LogPosition position)
    {
        _known = new LogMark(position);
        try
        {
            _log!.SetTaken(position);
        }
        catch (IOException)
        {
            // The next who takes in notes it.
        }
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

    private T Read<T>(Func<IndexConnection, T> read) => _connections.Read(read);

    private IndexUpdate Begin()
    {
        var update = new IndexUpdate(this, _connections.BeginWrite());
        try
        {
            // What is told to the index directly is later than what the log has.
            if (Look() is { } header)
            {
                _hasGap |= !update.TakeIn(_log!, header);
            }

            return update;
        }
        catch
        {
            update.Dispose();
            throw;
        }
    }

    private void TakeIn()
    {
        if (Look() is not { } header || _known?.Position == header.Position)
        {
            return;
        }

        if (Read(LogTable.Read) == header.Position)
        {
            _known = new LogMark(header.Position);
            return;
        }

        using IIndexUpdate update = BeginUpdate();
        update.Commit();
        _trigger.SetTaken();
    }

    private LogHeader? Look()
    {
        try
        {
            return _log?.Look();
        }
        catch (IOException)
        {
            // Without it, changes are found as those from outside are.
            _hasGap = true;
            return null;
        }
    }

    private static IndexedMemory? One(IndexConnection connection, string sql, string value)
    {
        using SqliteDataReader rows = connection.Command(sql, value).ExecuteReader();
        return rows.Read() ? MemoryRow.Read(rows) : null;
    }

    private void FlushTouches()
    {
        if (_touches.IsEmpty || !_connections.AreOpen)
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

    // In one piece, so that it is read and set as a whole.
    private sealed record LogMark(LogPosition Position);
}
