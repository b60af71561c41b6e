using Microsoft.Data.Sqlite;
using WhiteMagic.Bench.Corpus;

namespace WhiteMagic.Bench.Baselines;

/// <summary>SQLite's full-text index as anyone would use it: one table, the question's words joined by OR, bm25.</summary>
internal sealed class PlainFts : IDisposable
{
    private readonly SqliteConnection _connection;

    public PlainFts(string folder)
    {
        SQLitePCL.Batteries_V2.Init();
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "plain.db")}");
        _connection.Open();
        Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
        Execute("CREATE VIRTUAL TABLE docs USING fts5(name UNINDEXED, title, body, tokenize = 'unicode61');");
    }

    /// <summary>Reads the files of a store and inserts them as they are, front matter and all.</summary>
    public int InsertFiles(string store)
    {
        var count = 0;
        Insert(Directory.EnumerateFiles(Path.Combine(store, "memory"), "*.md", SearchOption.AllDirectories).Select(path =>
        {
            count++;
            return (Path.GetFileName(path), "", File.ReadAllText(path));
        }));
        return count;
    }

    public void InsertDocuments(IEnumerable<Document> documents) =>
        Insert(documents.Select(document => (document.FileName, document.Title, document.Body)));

    public IReadOnlyList<string> Search(string question, int limit)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT name FROM docs WHERE docs MATCH $query ORDER BY bm25(docs) LIMIT $limit";
        command.Parameters.AddWithValue("$query", string.Join(" OR ", question.Split(' ').Select(word => $"\"{word}\"")));
        command.Parameters.AddWithValue("$limit", limit);
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    public void Dispose()
    {
        _connection.Dispose();
        SqliteConnection.ClearAllPools();
    }

    private void Insert(IEnumerable<(string Name, string Title, string Body)> rows)
    {
        using var transaction = _connection.BeginTransaction();
        using var command = _connection.CreateCommand();
        command.CommandText = "INSERT INTO docs(name, title, body) VALUES ($name, $title, $body)";
        var name = command.Parameters.Add("$name", SqliteType.Text);
        var title = command.Parameters.Add("$title", SqliteType.Text);
        var body = command.Parameters.Add("$body", SqliteType.Text);
        foreach (var row in rows)
        {
            (name.Value, title.Value, body.Value) = row;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
