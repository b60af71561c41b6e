using Microsoft.Data.Sqlite;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>One transaction on the index.</summary>
internal sealed class IndexUpdate(SqliteMemoryIndex owner, IndexConnection connection) : IIndexUpdate
{
    // A segment being built takes about three times this in memory.
    private const int MaxSegmentSize = 8 << 20;

    private const string InsertMemory = """
        INSERT INTO memories(rowid, id, folder, kind, title, tags, created, updated, version, changed, size, identity,
            idempotency_key, problem, problem_line)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """;

    private readonly SortedSet<int> _gone = [];
    private SegmentBuilder _segment = new();
    private int _lastRow = SegmentTable.LastRow(connection);
    private bool _open = true;

    public IAnalyzedEntry Analyze(MemoryEntry entry) => owner.Analyze(entry);

    public void Put(IAnalyzedEntry analyzed)
    {
        Guard(() =>
        {
            MemoryEntry entry = analyzed.Entry;
            Delete(entry.Key);
            int row = checked(++_lastRow);
            Insert(row, entry);
            foreach (string tag in entry.Tags)
            {
                connection.Command("INSERT OR IGNORE INTO tags(tag, memory) VALUES(?1, ?2)", tag, row).ExecuteNonQuery();
            }

            Relate(row, entry);
            _segment.Add(row, (AnalyzedDocument)analyzed);
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
        _segment = new SegmentBuilder();
        _lastRow = 0;
    });

    public void Commit()
    {
        Guard(() =>
        {
            owner.WriteTouches(connection);
            WriteSegment();
            SegmentTable.Forget(connection, _gone);
            bool isMergeDue = connection.Number(MergePolicy.IsDue) != 0;
            connection.Run("COMMIT");
            _open = false;
            if (isMergeDue)
            {
                owner.Merge();
            }
        });
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
        int row = (int)connection.Number("DELETE FROM memories WHERE id = ?1 AND folder = ?2 RETURNING rowid", key.Id.Value, (int)key.Folder);
        if (row == 0)
        {
            return;
        }

        _gone.Add(row);
        connection.Command("DELETE FROM tags WHERE memory = ?1", row).ExecuteNonQuery();
        connection.Command("DELETE FROM relations WHERE source = ?1", row).ExecuteNonQuery();
    }

    private void Insert(int row, MemoryEntry entry) => connection.Command(
        InsertMemory,
        row,
        entry.Id.Value,
        (int)entry.Key.Folder,
        (int)entry.Kind,
        entry.Title,
        string.Join(MemoryRow.TagSeparator, entry.Tags),
        entry.Created.ToUnixTimeMilliseconds(),
        entry.Updated.ToUnixTimeMilliseconds(),
        entry.Version,
        entry.Stamp.Changed,
        entry.Stamp.Size,
        entry.Stamp.Identity,
        entry.IdempotencyKey,
        entry.Problem?.Reason,
        entry.Problem?.Line ?? 0).ExecuteNonQuery();

    private void Relate(int row, MemoryEntry entry)
    {
        IEnumerable<(string Target, RelationKind Kind)> links = entry.Relations.Select(static relation => (relation.Target, relation.Type))
            .Concat(WikiLinks.Find(entry.Content).Select(static target => (target, RelationKind.RelatesTo)));
        foreach ((string target, RelationKind kind) in links)
        {
            connection.Command("INSERT OR IGNORE INTO relations(source, target, kind) VALUES(?1, ?2, ?3)", row, target, (int)kind)
                .ExecuteNonQuery();
        }
    }

    private void WriteSegment()
    {
        if (_segment.Documents > 0)
        {
            SegmentTable.Insert(connection, _segment.First, _segment.Last, _segment.Documents, _segment.Build(), []);
            _segment = new SegmentBuilder();
        }
    }
}
