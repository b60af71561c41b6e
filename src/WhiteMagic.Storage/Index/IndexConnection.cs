using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace WhiteMagic.Storage.Index;

/// <summary>One connection to the index, with its commands prepared once and reused. For one thread at a time.</summary>
internal sealed class IndexConnection : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public IndexConnection(string path)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,

            // SQLite itself waits, in short steps; the driver's own way is to sleep for long.
            DefaultTimeout = 1,
        };
        Connection = new SqliteConnection(text.ToString());
        try
        {
            Connection.Open();
            Run(IndexSchema.ConnectionSettings);
        }
        catch
        {
            Connection.Dispose();
            throw;
        }
    }

    public SqliteConnection Connection { get; }

    /// <summary>Gives a prepared command; its parameters are set by position: <c>?1</c>, <c>?2</c> …</summary>
    public SqliteCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (int i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
            }

            _commands.Add(sql, command);
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    public void Run(string sql)
    {
        int result = raw.sqlite3_exec(Connection.Handle, sql, out string? message);
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(message ?? "SQLite failed", result & 0xFF, result);
        }
    }

    public long Number(string sql, params ReadOnlySpan<object?> values) =>
        Command(sql, values).ExecuteScalar() is long number ? number : 0;

    /// <summary>Gives the numbers of one column <c>rowid</c>, in the query's order.</summary>
    /// <remarks>They come as one text: stepping from row to row through the driver costs several times the walk itself.</remarks>
    public long[] Rows(string query, params ReadOnlySpan<object?> values)
    {
        var numbers = new List<long>();
        if (Command($"SELECT group_concat(rowid) FROM ({query})", values).ExecuteScalar() is string text)
        {
            foreach (Range number in text.AsSpan().Split(','))
            {
                numbers.Add(long.Parse(text.AsSpan(number), CultureInfo.InvariantCulture));
            }
        }

        return [.. numbers];
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }

        Connection.Dispose();
    }
}
