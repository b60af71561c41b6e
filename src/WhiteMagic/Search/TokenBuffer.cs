namespace WhiteMagic.Search;

/// <summary>
/// Holds what <see cref="TextAnalyzer"/> made of one text, reusable for the next; not for two threads at once.
/// </summary>
/// <param name="withSpans">Whether to record where each token lies in the source.</param>
internal sealed class TokenBuffer(bool withSpans = false)
{
    /// <summary>The tokens in order, then the parts of identifiers, separated by single spaces.</summary>
    public ReadOnlySpan<char> Text => Words.Text;

    public ReadOnlySpan<TokenSpan> Spans => Words.Spans;

    internal TokenStream Words { get; } = new(withSpans);

    /// <summary>The parts of identifiers, kept apart until the end so that phrases run over whole words undisturbed.</summary>
    internal TokenStream Parts { get; } = new(withSpans);

    /// <summary>Whether English words with a first letter, as <see cref="LetterSet"/> holds it, matter; others are only counted.</summary>
    internal LetterSet Wanted { get; set; } = LetterSet.All;

    /// <summary>Whether it takes so little room that it may be kept for another text.</summary>
    internal bool IsSmall => Words.IsSmall && Parts.IsSmall;

    public ReadOnlySpan<char> TokenText(TokenSpan token) => Text.Slice(token.Offset, token.Length);

    public override string ToString() => Text.ToString();

    internal void Clear()
    {
        Words.Clear();
        Parts.Clear();
    }
}
