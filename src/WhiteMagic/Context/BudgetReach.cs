namespace WhiteMagic.Context;

/// <summary>Says how far a budget of tokens reaches into a text, and where a recount nearby may start.</summary>
internal sealed record BudgetReach
{
    // Cutting inside a piece can change that piece and the run of spaces before it, never an earlier one.
    private const int Kept = 4;

    /// <summary>Where the piece the budget ends in starts.</summary>
    public required int Piece { get; init; }

    /// <summary>Where that piece ends.</summary>
    public required int PieceEnd { get; init; }

    /// <summary>Where the last token within the budget ends.</summary>
    public required int End { get; init; }

    /// <summary>A piece start before which no cut at or after <see cref="Piece"/> changes a token.</summary>
    public required int Anchor { get; init; }

    /// <summary>The tokens before <see cref="Anchor"/>.</summary>
    public required int AnchorTokens { get; init; }

    /// <summary>Walks the text until the budget is spent.</summary>
    public static BudgetReach Of(ReadOnlySpan<char> text, int budget, bool codePoints)
    {
        var scanner = new PieceScanner(text, codePoints);
        var pieces = new PieceTokens(codePoints);
        Span<(int Start, int Tokens)> kept = stackalloc (int, int)[Kept];
        kept.Clear();
        var tokens = 0;
        for (int start = 0, index = 0; start < text.Length; index++)
        {
            var end = scanner.PieceEnd(start);
            kept[index % Kept] = (start, tokens);
            var (fitting, length) = pieces.Within(text[start..end], budget - tokens);
            if (length < end - start)
            {
                var (anchor, anchorTokens) = index < Kept ? default : kept[(index + 1) % Kept];
                return new BudgetReach
                {
                    Piece = start,
                    PieceEnd = end,
                    End = start + length,
                    Anchor = anchor,
                    AnchorTokens = anchorTokens,
                };
            }

            tokens += fitting;
            start = end;
        }

        return new BudgetReach
        {
            Piece = text.Length,
            PieceEnd = text.Length,
            End = text.Length,
            Anchor = text.Length,
            AnchorTokens = tokens,
        };
    }
}
