using Microsoft.Data.Sqlite;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>Opens the index's file, making it anew when it is missing, of another version or damaged.</summary>
internal sealed class IndexFile(string path)
{
    /// <summary>The path of an index that only its process knows, for a store that cannot be written.</summary>
    public const string Private = ":memory:";

    // The database goes last: whoever opened it meanwhile, with a log that is gone, sees another file in its place.
    private static readonly string[] Suffixes = ["-wal", "-shm", ""];

    public bool IsPrivate => path == Private;

    public string Path => path;

    /// <summary>Where changes stand that the index is still to take in.</summary>
    public string LogPath => System.IO.Path.ChangeExtension(path, ".log");

    /// <summary>Names the file that is at the path now; it changes when another file takes its place.</summary>
    public long Identity() => IsPrivate ? 1 : PhysicalFileOperations.Instance.Stat(path)?.FileId ?? 0;

    /// <summary>Opens the connection that writes.</summary>
    public IndexConnection OpenWriter(SegmentCache segments)
    {
        try
        {
            return OpenCurrent(segments);
        }
        catch (SqliteException failure) when (SqliteFailure.IsDamage(failure))
        {
            // Derived from the files, so a damaged one is worth nothing.
            Remove();
            return OpenCurrent(segments);
        }
    }

    public void Remove()
    {
        foreach (string suffix in Suffixes)
        {
            File.Delete(path + suffix);
        }
    }

    private IndexConnection OpenCurrent(SegmentCache segments)
    {
        if (!IsPrivate)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        }

        var connection = new IndexConnection(path, segments, IsPrivate ? SqliteOpenMode.Memory : SqliteOpenMode.ReadWriteCreate);
        try
        {
            Prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Prepare(IndexConnection connection)
    {
        if (connection.Number("PRAGMA user_version") == IndexSchema.Version)
        {
            return;
        }

        connection.Run("PRAGMA journal_mode = WAL");
        connection.Run("BEGIN IMMEDIATE");
        try
        {
            if (connection.Number("PRAGMA user_version") != IndexSchema.Version)
            {
                connection.Run(IndexSchema.Drop);
                connection.Run(IndexSchema.Create);
                connection.Run($"PRAGMA user_version = {IndexSchema.Version}");
            }

            connection.Run("COMMIT");
        }
        catch
        {
            connection.Run("ROLLBACK");
            throw;
        }
    }
}
