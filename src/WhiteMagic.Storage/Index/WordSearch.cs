using Microsoft.Data.Sqlite;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>Ranks memories by the words of a query without ever scoring the whole store.</summary>
/// <remarks>
/// FTS5 scores every match at a cost, so only a query with few matches is ranked by its BM25. One with many is ranked by the
/// weights of the words each memory has, which takes no more than a walk along their rows; the best of those are candidates
/// for the caller, who reads them anyway, to rank by what they say.
/// </remarks>
internal sealed class WordSearch(IndexConnection connection)
{
    private const int MaxScored = 1000;

    public IndexHits Search(ParsedQuery query, IndexFilter filter, int limit)
    {
        if (!query.HasText)
        {
            return List(query, filter, limit);
        }

        PostingMerge merge = Postings(query);
        if (merge.Count == 0)
        {
            return new IndexHits([], 0);
        }

        string match = FtsExpression.Match(
            query.Phrases.Count > 0 && query.Words.Count > 0 ? [.. query.Words, .. query.Phrases] : query.Words,
            query.Phrases,
            query.Exclusions)!;
        return merge.Count <= MaxScored || query.Exclusions.Count > 0 || !filter.IsOpen
            ? Rank(match, filter, limit)
            : Candidates(merge, filter, limit);
    }

    private PostingMerge Postings(ParsedQuery query)
    {
        long newest = connection.Number("SELECT max(rowid) FROM memories");
        long memories = Math.Max(1, connection.Number("SELECT count(*) FROM memories"));
        IEnumerable<PostingList> required = query.Phrases.Select(group => PostingList.Read(connection, group, memories, newest));
        IEnumerable<PostingList> optional = query.Words.Select(group => PostingList.Read(connection, group, memories, newest));
        return new PostingMerge([.. required, .. optional], query.Phrases.Count);
    }

    private IndexHits Rank(string match, IndexFilter filter, int limit)
    {
        List<object?> values = [match, limit];
        var clause = new FilterClause(filter, values);

        // Ranked by themselves, then joined: mixed with other conditions, FTS5 would score row by row.
        string sql = $"""
            WITH hits AS MATERIALIZED (SELECT rowid AS row, rank AS score FROM words WHERE words MATCH ?1)
            SELECT {MemoryRow.Columns}, hits.score, count(*) OVER ()
            FROM hits JOIN memories m ON m.rowid = hits.row LEFT JOIN access a ON a.id = m.id
            WHERE {clause} ORDER BY hits.score, m.created DESC, m.id DESC LIMIT ?2
            """;
        var hits = new List<IndexHit>();
        int total = 0;
        using SqliteDataReader rows = connection.Command(sql, [.. values]).ExecuteReader();
        while (rows.Read())
        {
            hits.Add(new IndexHit(MemoryRow.Read(rows), -rows.GetDouble(MemoryRow.Width)));
            total = rows.GetInt32(MemoryRow.Width + 1);
        }

        return new IndexHits(hits, total);
    }

    private IndexHits Candidates(PostingMerge merge, IndexFilter filter, int limit)
    {
        int wanted = limit + Math.Max(limit / 2, 10);
        var hits = new List<IndexHit>(wanted);
        foreach ((long row, double weight) in merge.Best(wanted * (filter.IncludeArchived ? 1 : 4)))
        {
            if (hits.Count < wanted && Find(row, filter) is { } memory)
            {
                hits.Add(new IndexHit(memory, weight));
            }
        }

        return new IndexHits(hits, merge.Count) { AreCandidates = true };
    }

    private IndexedMemory? Find(long row, IndexFilter filter)
    {
        string archived = filter.IncludeArchived ? string.Empty : " AND m.folder < 2";
        using SqliteDataReader rows = connection.Command(
            $"SELECT {MemoryRow.Columns} FROM memories m LEFT JOIN access a ON a.id = m.id WHERE m.rowid = ?1{archived}", row).ExecuteReader();
        return rows.Read() ? MemoryRow.Read(rows) : null;
    }

    private IndexHits List(ParsedQuery query, IndexFilter filter, int limit)
    {
        var list = new MemoryList(connection, filter);
        if (query.Exclusions.Count > 0 && FtsExpression.Match(query.Exclusions, [], []) is { } excluded)
        {
            list.Exclude(excluded);
        }

        IndexPage page = list.Read(Memories.MemorySort.Created, limit, null);
        return new IndexHits([.. page.Memories.Select(static memory => new IndexHit(memory, 0))], page.Total);
    }
}
