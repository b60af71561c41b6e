using Microsoft.Data.Sqlite;
using WhiteMagic.Search;
using WhiteMagic.Storage.Index;

namespace WhiteMagic.Storage.Tests.Index;

/// <summary>A full-text table as the index has it, in memory.</summary>
internal sealed class FtsTable : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly TokenBuffer _buffer = new();

    public FtsTable()
    {
        _connection.Open();
        Execute("CREATE VIRTUAL TABLE t USING fts5(title, tags, body, content='', contentless_delete=1, tokenize='ascii')");
    }

    public void Add(int id, string body)
    {
        TextAnalyzer.Analyze(body, _buffer);
        Execute("INSERT INTO t(rowid, title, tags, body) VALUES ($id, '', '', $body)", ("$id", id), ("$body", _buffer.ToString()));
    }

    public void Clear() => Execute("DELETE FROM t");

    public List<long> Find(string query)
    {
        var parsed = QueryParser.Parse(query);
        return FtsExpression.Match(parsed.Words, parsed.Phrases, parsed.Exclusions) is { } expression ? Match(expression) : [];
    }

    public List<long> Match(string expression)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT rowid FROM t WHERE t MATCH $query ORDER BY bm25(t), rowid";
        command.Parameters.AddWithValue("$query", expression);
        using var reader = command.ExecuteReader();
        var found = new List<long>();
        while (reader.Read())
        {
            found.Add(reader.GetInt64(0));
        }

        return found;
    }

    public void Dispose() => _connection.Dispose();

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
