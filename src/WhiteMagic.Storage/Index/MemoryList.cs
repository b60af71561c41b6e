using Microsoft.Data.Sqlite;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>Lists the memories that pass a filter, in an order.</summary>
internal sealed class MemoryList
{
    private readonly IndexConnection _connection;
    private readonly List<object?> _values = [];
    private readonly FilterClause _clause;

    public MemoryList(IndexConnection connection, IndexFilter filter)
    {
        _connection = connection;
        _clause = new FilterClause(filter, _values);
    }

    /// <summary>Leaves out rows.</summary>
    public void Exclude(ReadOnlySpan<int> rows) =>
        _clause.Add("m.rowid NOT IN (SELECT value FROM json_each(", $"[{string.Join(',', rows.ToArray())}]", "))");

    public IndexPage Read(MemorySort sort, int limit, ListPosition? after)
    {
        int total = (int)_connection.Number($"SELECT count(*) FROM memories m WHERE {_clause}", [.. _values]);
        (string column, bool ascending) = sort switch
        {
            MemorySort.Title => ("m.title COLLATE NOCASE", true),
            MemorySort.Updated => ("m.updated", false),
            MemorySort.Accessed => ("coalesce(a.last, 0)", false),
            _ => ("m.created", false),
        };
        if (after is { } position)
        {
            string value = _clause.Parameter(sort == MemorySort.Title ? position.Value : long.Parse(position.Value, System.Globalization.CultureInfo.InvariantCulture));
            string id = _clause.Parameter(position.Key.Id.Value);
            string folder = _clause.Parameter((int)position.Key.Folder);
            char beyond = ascending ? '>' : '<';
            _clause.AddRaw($"({column} {beyond} {value} OR ({column} = {value} AND (m.id, m.folder) {beyond} ({id}, {folder})))");
        }

        string direction = ascending ? "ASC" : "DESC";
        string sql = $"""
            SELECT {MemoryRow.Columns} FROM memories m LEFT JOIN access a ON a.id = m.id
            WHERE {_clause} ORDER BY {column} {direction}, m.id {direction}, m.folder {direction} LIMIT {_clause.Parameter(limit)}
            """;
        var memories = new List<IndexedMemory>();
        using SqliteDataReader rows = _connection.Command(sql, [.. _values]).ExecuteReader();
        while (rows.Read())
        {
            memories.Add(MemoryRow.Read(rows));
        }

        return new IndexPage(memories, total);
    }
}
