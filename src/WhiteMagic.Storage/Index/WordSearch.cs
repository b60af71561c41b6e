using Microsoft.Data.Sqlite;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>Ranks memories by the words of a query with BM25, without ever scoring the whole store.</summary>
/// <remarks>
/// FTS5 scores every match, so a word that most memories hold costs the most and tells the least. Words are taken from the
/// rarest on while they have few matches together; when even the rarest has many, the newest of its matches are ranked.
/// </remarks>
internal sealed class WordSearch(IndexConnection connection, TermFrequencies frequencies)
{
    private const long MaxScored = 2000;

    public IndexHits Search(ParsedQuery query, IndexFilter filter, int limit)
    {
        if (!query.HasText)
        {
            return List(query, filter, limit);
        }

        (IReadOnlyList<TokenGroup> words, bool isCommon) = Choose(query);
        string match = FtsExpression.Match(words, query.Phrases, query.Exclusions)!;
        long oldest = isCommon && filter.IsOpen ? Oldest(match) : 0;
        int candidates = filter.IsOpen ? limit * 2 + 20 : -1;
        List<IndexHit> hits = Rank(match, oldest, candidates, filter, limit);
        if (hits.Count < limit && candidates > 0)
        {
            hits = Rank(match, oldest, -1, filter, limit);
        }

        return new IndexHits(hits, hits.Count < limit ? hits.Count : Count(match, oldest, filter));
    }

    private (IReadOnlyList<TokenGroup> Words, bool IsCommon) Choose(ParsedQuery query)
    {
        if (query.Phrases.Count > 0)
        {
            // A phrase must match; words beside it raise the score of memories that hold them too.
            return query.Words.Count == 0 ? ([], false) : ([.. query.Words, .. query.Phrases], false);
        }

        if (query.Words.Count == 1)
        {
            return (query.Words, frequencies.Of(query.Words[0], connection) > MaxScored);
        }

        (TokenGroup Word, long Documents)[] known = [.. query.Words
            .Select(word => (word, frequencies.Of(word, connection)))
            .Where(static pair => pair.Item2 > 0)
            .OrderBy(static pair => pair.Item2)];
        long scored = 0;
        var chosen = new List<TokenGroup>();
        foreach ((TokenGroup word, long documents) in known)
        {
            scored += documents;
            if (chosen.Count > 0 && scored > MaxScored)
            {
                break;
            }

            chosen.Add(word);
        }

        return chosen.Count == 0 ? (query.Words, false) : (chosen, known[0].Documents > MaxScored);
    }

    // Rows are laid down in the order of creation, so the newest matches are those with the greatest numbers.
    private long Oldest(string match) =>
        connection.Number("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT 1 OFFSET ?2", match, MaxScored - 1);

    private List<IndexHit> Rank(string match, long oldest, int candidates, IndexFilter filter, int limit)
    {
        List<object?> values = [match, oldest, candidates, limit];
        var clause = new FilterClause(filter, values);
        string sql = $"""
            WITH hits AS MATERIALIZED (
                SELECT rowid AS row, rank AS score FROM words WHERE words MATCH ?1 AND rowid >= ?2 ORDER BY rank LIMIT ?3)
            SELECT {MemoryRow.Columns}, hits.score
            FROM hits JOIN memories m ON m.rowid = hits.row LEFT JOIN access a ON a.id = m.id
            WHERE {clause} ORDER BY hits.score, m.created DESC LIMIT ?4
            """;
        var hits = new List<IndexHit>(limit);
        using SqliteDataReader rows = connection.Command(sql, [.. values]).ExecuteReader();
        while (rows.Read())
        {
            hits.Add(new IndexHit(MemoryRow.Read(rows), -rows.GetDouble(MemoryRow.Width)));
        }

        return hits;
    }

    private int Count(string match, long oldest, IndexFilter filter)
    {
        List<object?> values = [match, oldest];
        var clause = new FilterClause(filter, values);
        return (int)connection.Number(
            $"SELECT count(*) FROM words JOIN memories m ON m.rowid = words.rowid WHERE words MATCH ?1 AND words.rowid >= ?2 AND {clause}",
            [.. values]);
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
