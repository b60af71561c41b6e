using Microsoft.Data.Sqlite;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Storage.Index.Segments;

namespace WhiteMagic.Storage.Index;

/// <summary>Ranks memories by BM25 over the segments; filters are terms too, so they narrow the walk instead of following it.</summary>
internal sealed class WordSearch(IndexConnection connection)
{
    // Of memories with the same score the newest come first, which only the catalogue knows.
    private const int Ties = 256;

    public IndexHits Search(ParsedQuery query, IndexFilter filter, int limit)
    {
        try
        {
            return connection.AtOneMoment(() =>
            {
                List<SegmentDirectory> segments = connection.Segments.Open();
                var groups = new GroupReader(connection.Segments, segments);
                return query.HasText
                    ? Rank(query, filter, limit, groups, segments.Sum(static segment => segment.Info.Documents - segment.Info.Gone.Length))
                    : List(query, filter, limit, groups);
            });
        }
        catch (Exception failure) when (failure is IndexOutOfRangeException or ArgumentOutOfRangeException or OverflowException)
        {
            throw new StoreCorruptException("the full-text index is damaged; `wm reindex` builds it anew", failure);
        }
    }

    private IndexHits Rank(ParsedQuery query, IndexFilter filter, int limit, GroupReader groups, int memories)
    {
        using var rows = new RowQuery(memories);
        foreach (TokenGroup phrase in query.Phrases)
        {
            rows.Require(groups.Scored(phrase));
        }

        foreach (TokenGroup word in query.Words.Except(query.Phrases))
        {
            rows.Prefer(groups.Scored(word));
        }

        Restrict(rows, query, filter, groups);
        List<(int Row, double Score)> best = rows.Best(limit, Ties, needsOptional: query.Phrases.Count == 0, out int total);
        IEnumerable<IndexHit> hits = best
            .Select(row => Find(row.Row) is { } memory ? new IndexHit(memory, row.Score) : default)
            .Where(static hit => hit.Memory is not null)
            .OrderByDescending(static hit => hit.Score)
            .ThenByDescending(static hit => hit.Memory.Created)
            .ThenByDescending(static hit => hit.Memory.Key.Id.Value, StringComparer.Ordinal)
            .ThenByDescending(static hit => hit.Memory.Key.Folder);
        return new IndexHits([.. hits.Take(limit)], total);
    }

    private void Restrict(RowQuery rows, ParsedQuery query, IndexFilter filter, GroupReader groups)
    {
        foreach (TokenGroup exclusion in query.Exclusions)
        {
            rows.Exclude(groups.All(exclusion));
        }

        foreach (string tag in filter.ExcludedTags)
        {
            rows.Exclude(groups.All(FilterTerm.Of(tag)));
        }

        if (!filter.IncludeArchived)
        {
            rows.Exclude(groups.All(FilterTerm.Archived));
        }

        foreach (string tag in filter.Tags)
        {
            rows.Restrict(groups.All(FilterTerm.Of(tag)));
        }

        if (filter.Kind is { } kind)
        {
            rows.Restrict(groups.All(FilterTerm.Of(kind)));
        }

        if (filter.Since is not null || filter.Until is not null)
        {
            rows.Restrict(PostingRun.Of(CreatedWithin(filter)));
        }
    }

    private List<int> CreatedWithin(IndexFilter filter)
    {
        List<object?> values = [];
        var clause = new FilterClause(new IndexFilter { Since = filter.Since, Until = filter.Until, IncludeArchived = true }, values);
        var rows = new List<int>();
        using SqliteDataReader found = connection.Command($"SELECT m.rowid FROM memories m WHERE {clause}", [.. values]).ExecuteReader();
        while (found.Read())
        {
            rows.Add(found.GetInt32(0));
        }

        rows.Sort();
        return rows;
    }

    private IndexedMemory? Find(long row)
    {
        using SqliteDataReader rows = connection.Command(
            $"SELECT {MemoryRow.Columns} FROM memories m LEFT JOIN access a ON a.id = m.id WHERE m.rowid = ?1", row).ExecuteReader();
        return rows.Read() ? MemoryRow.Read(rows) : null;
    }

    private IndexHits List(ParsedQuery query, IndexFilter filter, int limit, GroupReader groups)
    {
        var list = new MemoryList(connection, filter);
        foreach (TokenGroup exclusion in query.Exclusions)
        {
            using PostingRun excluded = groups.All(exclusion);
            list.Exclude(excluded.Rows);
        }

        IndexPage page = list.Read(MemorySort.Created, limit, null);
        return new IndexHits([.. page.Memories.Select(static memory => new IndexHit(memory, 0))], page.Total);
    }
}
