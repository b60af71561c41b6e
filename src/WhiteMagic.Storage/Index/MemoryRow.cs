using Microsoft.Data.Sqlite;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>Reads a row of the catalogue.</summary>
internal static class MemoryRow
{
    public const char TagSeparator = '\n';

    /// <summary>The columns that <see cref="Read"/> takes, in its order, of tables <c>m</c> and <c>a</c>.</summary>
    public const string Columns = """
        m.id, m.folder, m.kind, m.title, m.tags, m.created, m.updated, m.version,
        m.changed, m.size, m.identity, m.problem IS NOT NULL, a.last
        """;

    /// <summary>The number of <see cref="Columns"/>.</summary>
    public const int Width = 13;

    public static IndexedMemory Read(SqliteDataReader row) => new()
    {
        Key = Key(row, 0),
        Kind = (MemoryKind)row.GetInt32(2),
        Title = row.GetString(3),
        Tags = row.GetString(4) is { Length: > 0 } tags ? tags.Split(TagSeparator) : [],
        Created = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        Updated = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        Version = row.GetString(7),
        Stamp = Stamp(row, 8),
        HasProblem = row.GetInt64(11) != 0,
        Accessed = row.IsDBNull(12) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(12)),
    };

    public static RecordKey Key(SqliteDataReader row, int column) =>
        new((MemoryFolder)row.GetInt32(column + 1), MemoryId.Parse(row.GetString(column)));

    public static RecordStamp Stamp(SqliteDataReader row, int column) =>
        new(row.GetInt64(column), row.GetInt64(column + 1), row.GetInt64(column + 2));
}
