using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>The rows of the memories that hold a word or phrase, newest first, and how much holding it says.</summary>
internal sealed class PostingList
{
    // A word that more memories hold says little, whichever of them are looked at.
    private const int MaxRows = 2000;

    private readonly long[] _rows;

    private PostingList(long[] rows, double weight)
    {
        _rows = rows;
        Weight = weight;
    }

    /// <summary>The inverse document frequency, as BM25 has it.</summary>
    public double Weight { get; }

    public ReadOnlySpan<long> Rows => _rows;

    public static PostingList Read(IndexConnection connection, TokenGroup group, long memories, long newest)
    {
        string match = FtsExpression.Match([group], [], [])!;
        long[] rows = connection.Rows("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC LIMIT ?2", match, MaxRows);

        // Of a word with too many rows only the newest were read; it is as frequent among the others.
        double share = rows.Length == MaxRows ? MaxRows / (double)Math.Max(MaxRows, newest - rows[^1] + 1) : rows.Length / (double)memories;
        double frequency = Math.Min(share, 1) * memories;
        return new PostingList(rows, Math.Log(1 + (memories - frequency + 0.5) / (frequency + 0.5)));
    }
}
