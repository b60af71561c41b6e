using Microsoft.Data.Sqlite;
using SQLitePCL;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>One connection to the index, with its commands prepared once and reused. For one thread at a time.</summary>
internal sealed class IndexConnection : IDisposable
{
    // A little over a millisecond each.
    private const int WriteAttempts = 4000;

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IndexStatement> _statements = new(StringComparer.Ordinal);

    public IndexConnection(string path, SegmentCache segments, SqliteOpenMode mode = SqliteOpenMode.ReadWrite)
    {
        Segments = new SegmentReader(this, segments);
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
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

    /// <summary>The segments of the full-text index.</summary>
    public SegmentReader Segments { get; }

    /// <summary>Gives a prepared statement, which is set up by position: <c>?1</c>, <c>?2</c> …</summary>
    public IndexStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out IndexStatement? statement))
        {
            statement = new IndexStatement(Connection.Handle!, sql);
            _statements.Add(sql, statement);
        }

        return statement;
    }

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

    /// <summary>Gives how many pages this connection wrote since it was asked with <paramref name="startAnew"/>.</summary>
    public int PagesWritten(bool startAnew)
    {
        const int CacheWrites = 9;
        raw.sqlite3_db_status(Connection.Handle, CacheWrites, out int pages, out _, startAnew ? 1 : 0);
        return pages;
    }

    public void Run(string sql)
    {
        int result = raw.sqlite3_exec(Connection.Handle, sql, out string? message);
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(message ?? "SQLite failed", result & 0xFF, result);
        }
    }

    /// <summary>Begins to write, waiting for whoever else does.</summary>
    public void BeginWrite()
    {
        // SQLite's own wait grows to a tenth of a second, and what is waited for takes a few milliseconds.
        raw.sqlite3_busy_timeout(Connection.Handle, 1);
        try
        {
            for (int attempt = 1; !TryBeginWrite(attempt == WriteAttempts); attempt++)
            {
            }
        }
        finally
        {
            raw.sqlite3_busy_timeout(Connection.Handle, IndexSchema.BusyTimeout);
        }
    }

    public long Number(string sql, params ReadOnlySpan<object?> values) =>
        Command(sql, values).ExecuteScalar() is long number ? number : 0;

    /// <summary>Reads several times what is of one moment, whoever writes meanwhile.</summary>
    public T AtOneMoment<T>(Func<T> read)
    {
        Run("BEGIN");
        try
        {
            return read();
        }
        finally
        {
            Run("COMMIT");
        }
    }

    private bool TryBeginWrite(bool isLast)
    {
        try
        {
            Run("BEGIN IMMEDIATE");
            return true;
        }
        catch (SqliteException failure) when (!isLast && SqliteFailure.IsBusy(failure))
        {
            return false;
        }
    }

    public void Dispose()
    {
        foreach (SqliteCommand command in _commands.Values)
        {
            command.Dispose();
        }

        foreach (IndexStatement statement in _statements.Values)
        {
            statement.Dispose();
        }

        Connection.Dispose();
    }
}
