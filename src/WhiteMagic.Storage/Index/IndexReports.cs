using Microsoft.Data.Sqlite;
using WhiteMagic.Diagnostics;
using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>Counts and lists what the index holds, for people.</summary>
internal static class IndexReports
{
    private const string DanglingTargets = """
        SELECT m.id, r.target FROM relations r JOIN memories m ON m.rowid = r.source
        WHERE NOT EXISTS (SELECT 1 FROM memories t WHERE t.id = r.target OR t.id = r.target || '.md')
            AND NOT EXISTS (SELECT 1 FROM memories t WHERE t.title = r.target COLLATE NOCASE)
        ORDER BY m.id, r.target
        """;

    public static TagReport Tags(IndexConnection connection, bool includeArchived) =>
        CountTags(connection, includeArchived ? "1" : "folder < 2").ToReport();

    public static IndexCounts Count(IndexConnection connection) => new()
    {
        ShortTerm = (int)connection.Number("SELECT count(*) FROM memories WHERE folder = 0"),
        LongTerm = (int)connection.Number("SELECT count(*) FROM memories WHERE folder = 1"),
        Archived = (int)connection.Number("SELECT count(*) FROM memories WHERE folder = 2"),
        UniqueTags = CountTags(connection, "1").Count,
        Relations = (int)connection.Number("SELECT count(*) FROM relations"),
        Problems = (int)connection.Number("SELECT count(*) FROM memories WHERE problem IS NOT NULL"),
        Bytes = connection.Number("SELECT sum(size) FROM memories"),
    };

    public static IReadOnlyList<FileProblem> Problems(IndexConnection connection)
    {
        var problems = new List<FileProblem>();
        using SqliteDataReader rows = connection.Command(
            "SELECT id, folder, problem, problem_line FROM memories WHERE problem IS NOT NULL ORDER BY folder, id").ExecuteReader();
        while (rows.Read())
        {
            problems.Add(new FileProblem
            {
                File = MemoryRow.Key(rows, 0).ToString(),
                Reason = rows.GetString(2),
                Line = rows.GetInt32(3),
                IsFound = true,
            });
        }

        return problems;
    }

    public static IReadOnlyList<(MemoryId Source, string Target)> DanglingRelations(IndexConnection connection)
    {
        var links = new List<(MemoryId, string)>();
        using SqliteDataReader rows = connection.Command(DanglingTargets).ExecuteReader();
        while (rows.Read())
        {
            links.Add((MemoryId.Parse(rows.GetString(0)), rows.GetString(1)));
        }

        return links;
    }

    public static IReadOnlyList<string> DuplicateIds(IndexConnection connection)
    {
        var ids = new List<string>();
        using SqliteDataReader rows = connection.Command(
            "SELECT id FROM memories GROUP BY id HAVING count(*) > 1 ORDER BY id").ExecuteReader();
        while (rows.Read())
        {
            ids.Add(rows.GetString(0));
        }

        return ids;
    }

    private static TagTally CountTags(IndexConnection connection, string condition)
    {
        var tags = new TagTally();
        IndexStatement rows = connection.Statement($"SELECT kind, tags FROM memories WHERE tags <> '' AND {condition}");
        while (rows.Step())
        {
            tags.Add((MemoryKind)rows.Number(0), rows.Text(1).Split(MemoryRow.TagSeparator));
        }

        return tags;
    }
}
