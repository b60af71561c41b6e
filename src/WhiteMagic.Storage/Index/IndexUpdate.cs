using Microsoft.Data.Sqlite;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Storage.Index.Log;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>One transaction on the index.</summary>
internal sealed class IndexUpdate(SqliteMemoryIndex owner, IndexConnection connection) : IIndexUpdate
{
    // A segment being built takes about three times this in memory.
    private const int MaxSegmentSize = 8 << 20;

    // The write-ahead log is emptied when this process alone has added so many pages.
    private const int LogPages = 1000;

    private const string InsertMemory = """
        INSERT INTO memories(rowid, id, folder, kind, title, tags, created, updated, version, changed, size, identity,
            idempotency_key, problem, problem_line)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        ON CONFLICT(id, folder) DO NOTHING
        """;

    private readonly SortedSet<int> _gone = [];

    // What the update adds to the digest of all records, modulo its range.
    private UInt128 _digest;
    private readonly SegmentBuilder _segment = owner.TakeBuilder();
    private int? _lastRow;
    private LogPosition? _taken;
    private bool _open = true;

    public void Put(IAnalyzedEntry analyzed)
    {
        Guard(() =>
        {
            MemoryEntry entry = analyzed.Entry;
            int row = checked((_lastRow ?? SegmentTable.LastRow(connection)) + 1);
            _lastRow = row;

            // Most are new, and then nothing has to be looked for.
            if (!Insert(row, entry))
            {
                Delete(entry.Key);
                Insert(row, entry);
            }

            var document = (AnalyzedDocument)analyzed;
            _digest += RecordDigest.Of(entry.Key, entry.Stamp);
            Relate(row, document);
            _segment.Add(row, document);
            if (_segment.Size > MaxSegmentSize)
            {
                WriteSegment();
            }
        });
    }

    public void Remove(RecordKey key) => Guard(() => Delete(key));

    public void Clear() => Guard(() =>
    {
        connection.Run(IndexSchema.Clear);
        _gone.Clear();
        _digest = 0;
        _segment.Clear();
        _lastRow = 0;
    });

    public void Commit()
    {
        Guard(() =>
        {
            owner.WriteTouches(connection);
            WriteSegment();
            SegmentTable.Forget(connection, _gone);
            IndexDigest.Add(connection, _digest);
            bool isUpkeepDue = IsUpkeepDue();
            connection.Run("COMMIT");
            _open = false;
            if (_taken is { } taken)
            {
                owner.SetTaken(taken);
            }

            if (isUpkeepDue)
            {
                connection.PagesWritten(startAnew: true);
                owner.BeginUpkeep();
            }
        });
    }

    /// <summary>Takes in what the log has; false when something of it may be missing.</summary>
    public bool TakeIn(IndexLog log, LogHeader header)
    {
        var replay = new LogReplay(log, header);
        Guard(() => replay.Run(connection, this));
        _taken = header.Position;
        return !replay.HasGap;
    }

    public void Dispose()
    {
        try
        {
            if (_open)
            {
                connection.Run("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            // A failure that undid the transaction by itself leaves nothing to roll back.
        }
        finally
        {
            _open = false;
            owner.KeepBuilder(_segment);
            owner.EndUpdate();
        }
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException failure)
        {
            throw owner.Explain(failure);
        }
    }

    private void Delete(RecordKey key)
    {
        IndexStatement memory = connection.Statement(
            "DELETE FROM memories WHERE id = ?1 AND folder = ?2 RETURNING rowid, changed, size, identity")
            .Bind(1, key.Id.Value).Bind(2, (long)key.Folder);
        if (!memory.Step())
        {
            return;
        }

        int row = memory.Count(0);
        _digest -= RecordDigest.Of(key, new RecordStamp(memory.Number(1), memory.Number(2), memory.Number(3)));
        memory.Reset();
        _gone.Add(row);
        connection.Statement("DELETE FROM relations WHERE source = ?1").Bind(1, row).Run();
    }

    private bool Insert(int row, MemoryEntry entry) => connection.Statement(InsertMemory)
        .Bind(1, row)
        .Bind(2, entry.Id.Value)
        .Bind(3, (long)entry.Key.Folder)
        .Bind(4, (long)entry.Kind)
        .Bind(5, entry.Title)
        .Bind(6, string.Join(MemoryRow.TagSeparator, entry.Tags))
        .Bind(7, entry.Created.ToUnixTimeMilliseconds())
        .Bind(8, entry.Updated.ToUnixTimeMilliseconds())
        .Bind(9, entry.Version)
        .Bind(10, entry.Stamp.Changed)
        .Bind(11, entry.Stamp.Size)
        .Bind(12, entry.Stamp.Identity)
        .Bind(13, entry.IdempotencyKey)
        .Bind(14, entry.Problem?.Reason)
        .Bind(15, entry.Problem?.Line ?? 0)
        .Run() > 0;

    private void Relate(int row, AnalyzedDocument document)
    {
        IndexStatement insert = connection.Statement("INSERT OR IGNORE INTO relations(source, target, kind) VALUES(?1, ?2, ?3)");
        foreach (Relation relation in document.Entry.Relations)
        {
            insert.Bind(1, row).Bind(2, relation.Target).Bind(3, (long)relation.Type).Run();
        }

        foreach (string target in document.WikiLinks)
        {
            insert.Bind(1, row).Bind(2, target).Bind(3, (long)RelationKind.RelatesTo).Run();
        }
    }

    private bool IsUpkeepDue()
    {
        IndexStatement isMergeDue = connection.Statement(MergePolicy.IsDue);
        bool isDue = isMergeDue.Step() && isMergeDue.Number(0) != 0;
        isMergeDue.Reset();
        return isDue || connection.PagesWritten(startAnew: false) > LogPages;
    }

    private void WriteSegment()
    {
        if (_segment.Documents > 0)
        {
            SegmentTable.Insert(connection, _segment);
            _segment.Clear();
        }
    }
}
