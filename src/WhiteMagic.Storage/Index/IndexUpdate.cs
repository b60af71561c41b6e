using Microsoft.Data.Sqlite;
using WhiteMagic.Graph;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>One transaction on the index.</summary>
internal sealed class IndexUpdate(SqliteMemoryIndex owner, IndexConnection connection, TokenBuffer tokens) : IIndexUpdate
{
    private const string InsertMemory = """
        INSERT INTO memories(id, folder, kind, title, tags, created, updated, version, changed, size, identity,
            idempotency_key, problem, problem_line)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING rowid
        """;

    private bool _open = true;

    public void Put(MemoryEntry entry)
    {
        Guard(() =>
        {
            Delete(entry.Key);
            long row = Insert(entry);
            foreach (string tag in entry.Tags)
            {
                connection.Command("INSERT OR IGNORE INTO tags(tag, memory) VALUES(?1, ?2)", tag, row).ExecuteNonQuery();
            }

            Relate(row, entry);
            connection.Command(
                "INSERT INTO words(rowid, title, tags, body) VALUES(?1, ?2, ?3, ?4)",
                row,
                Analyze(entry.Title),
                Analyze(string.Join(' ', entry.Tags)),
                Analyze(entry.Content)).ExecuteNonQuery();
        });
    }

    public void Remove(RecordKey key) => Guard(() => Delete(key));

    public void Clear() => Guard(() => connection.Run(IndexSchema.Clear));

    public void Commit()
    {
        Guard(() =>
        {
            owner.WriteTouches(connection);
            connection.Run("COMMIT");
            _open = false;
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
        long row = connection.Number("DELETE FROM memories WHERE id = ?1 AND folder = ?2 RETURNING rowid", key.Id.Value, (int)key.Folder);
        if (row == 0)
        {
            return;
        }

        connection.Command("DELETE FROM words WHERE rowid = ?1", row).ExecuteNonQuery();
        connection.Command("DELETE FROM tags WHERE memory = ?1", row).ExecuteNonQuery();
        connection.Command("DELETE FROM relations WHERE source = ?1", row).ExecuteNonQuery();
    }

    private long Insert(MemoryEntry entry) => connection.Number(
        InsertMemory,
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
        entry.Problem?.Line ?? 0);

    private void Relate(long row, MemoryEntry entry)
    {
        IEnumerable<(string Target, RelationKind Kind)> links = entry.Relations.Select(static relation => (relation.Target, relation.Type))
            .Concat(WikiLinks.Find(entry.Content).Select(static target => (target, RelationKind.RelatesTo)));
        foreach ((string target, RelationKind kind) in links)
        {
            connection.Command("INSERT OR IGNORE INTO relations(source, target, kind) VALUES(?1, ?2, ?3)", row, target, (int)kind)
                .ExecuteNonQuery();
        }
    }

    private string Analyze(string text)
    {
        TextAnalyzer.Analyze(text, tokens);
        return tokens.Text.ToString();
    }
}
