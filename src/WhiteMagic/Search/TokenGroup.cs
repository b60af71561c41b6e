namespace WhiteMagic.Search;

/// <summary>The tokens that one word or phrase of a query became; they are matched next to each other, in order.</summary>
public sealed record TokenGroup
{
    /// <summary>The tokens, in order.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>Whether the last token may be the start of a longer one: a lone sign is found inside a run.</summary>
    public bool IsPrefix { get; init; }

    /// <inheritdoc/>
    public bool Equals(TokenGroup? other) =>
        other is not null && IsPrefix == other.IsPrefix && Tokens.SequenceEqual(other.Tokens, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Tokens.Count, Tokens.Count == 0 ? "" : Tokens[0], IsPrefix);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', Tokens) + (IsPrefix ? "*" : "");
}
