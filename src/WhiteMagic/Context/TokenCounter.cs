namespace WhiteMagic.Context;

/// <summary>Counts the tokens that text makes in o200k_base, so that a limit in tokens can be kept.</summary>
/// <remarks>
/// The count is exact where OpenAI's tokenizer and .NET's agree. They read surrogates (and the long s)
/// differently; where text holds any, the larger of the two counts is the answer, so neither ever finds more tokens.
/// Special tokens such as <c>&lt;|endoftext|&gt;</c> are counted as the ordinary text they are written with.
/// Counts do not add up: two texts put together can make fewer or more tokens than the sum of theirs.
/// </remarks>
public static class TokenCounter
{
    private const int ShortPiece = 256;
    private const int TriedBeyond = 24;

    /// <summary>Counts the tokens of a text.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = Count(text, codePoints: true);
        return PieceScanner.ReadingsDiffer(text) ? Math.Max(count, Count(text, codePoints: false)) : count;
    }

    /// <summary>Finds how much of a text fits a limit in tokens, cutting between characters as a reader sees them.</summary>
    /// <param name="text">The text to cut.</param>
    /// <param name="maxTokens">The most tokens the prefix may make.</param>
    /// <returns>
    /// The length of a prefix whose <see cref="Count(ReadOnlySpan{char})"/> is at most <paramref name="maxTokens"/>,
    /// the longest such but for a few characters of a piece longer than 256; 0 when there is none or no limit above 0.
    /// </returns>
    public static int LengthWithin(ReadOnlySpan<char> text, int maxTokens)
    {
        // A UTF-16 unit is three bytes at most, and no token is shorter than a byte.
        if (maxTokens <= 0 || text.Length <= maxTokens / 3)
        {
            return maxTokens <= 0 ? 0 : text.Length;
        }

        var reach = BudgetReach.Of(text, maxTokens, codePoints: true);
        var differ = PieceScanner.ReadingsDiffer(text);
        var units = differ ? BudgetReach.Of(text, maxTokens, codePoints: false) : reach;
        var last = Math.Min(Highest(reach), Highest(units));
        var length = TextElements.CutAtOrBefore(text, last);
        while (!Fits(text[..length], reach, maxTokens, codePoints: true)
            || (differ && !Fits(text[..length], units, maxTokens, codePoints: false)))
        {
            length = TextElements.CutAtOrBefore(text, length - 1);
        }

        return length;
    }

    // Cut within a token, a word can make fewer tokens than cut at its end; only short pieces are worth the tries.
    private static int Highest(BudgetReach reach) => reach.PieceEnd - reach.Piece <= ShortPiece
        ? Math.Min(reach.PieceEnd, reach.End + TriedBeyond)
        : reach.End;

    private static bool Fits(ReadOnlySpan<char> prefix, BudgetReach reach, int maxTokens, bool codePoints) =>
        prefix.Length < reach.Piece
            ? Count(prefix, codePoints) <= maxTokens
            : Count(prefix[reach.Anchor..], codePoints) <= maxTokens - reach.AnchorTokens;

    private static int Count(ReadOnlySpan<char> text, bool codePoints)
    {
        var scanner = new PieceScanner(text, codePoints);
        var pieces = new PieceTokens(codePoints);
        var count = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = scanner.PieceEnd(start);
            count += pieces.Count(text[start..end]);
            start = end;
        }

        return count;
    }
}
