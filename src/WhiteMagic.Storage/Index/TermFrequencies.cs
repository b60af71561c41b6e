using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>Remembers about how many memories hold a token, so that a query can leave out words that tell nothing.</summary>
internal sealed class TermFrequencies
{
    private const int MaxTerms = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _documents = new(StringComparer.Ordinal);
    private long _lastRow;

    /// <summary>Gives about how many memories can match a group of tokens: as many as its rarest token.</summary>
    public long Of(TokenGroup group, IndexConnection connection)
    {
        Forget(connection);
        long least = long.MaxValue;
        for (int i = 0; i < group.Tokens.Count; i++)
        {
            bool isPrefix = group.IsPrefix && i == group.Tokens.Count - 1;
            least = Math.Min(least, Of(group.Tokens[i], isPrefix, connection));
        }

        return least;
    }

    private long Of(string token, bool isPrefix, IndexConnection connection)
    {
        string term = isPrefix ? token + "*" : token;
        lock (_lock)
        {
            if (_documents.TryGetValue(term, out long known))
            {
                return known;
            }
        }

        long documents = isPrefix
            ? connection.Number("SELECT sum(doc) FROM vocabulary WHERE term >= ?1 AND term < ?2", token, token + "\uFFFF")
            : connection.Number("SELECT doc FROM vocabulary WHERE term = ?1", token);
        lock (_lock)
        {
            _documents[term] = documents;
        }

        return documents;
    }

    // Numbers from when the index had a twentieth fewer rows still tell common words from rare ones.
    private void Forget(IndexConnection connection)
    {
        long row = connection.Number("SELECT max(rowid) FROM memories");
        lock (_lock)
        {
            if (_documents.Count > MaxTerms || row < _lastRow || row > _lastRow + _lastRow / 20 + 20)
            {
                _documents.Clear();
                _lastRow = row;
            }
        }
    }
}
