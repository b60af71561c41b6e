namespace WhiteMagic.Storage.Markdown;

/// <summary>The changes wanted in a file; what is null stays as it is.</summary>
internal sealed record MarkdownEdit
{
    public string? Title { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public IReadOnlyList<MarkdownRelation>? Relations { get; init; }

    /// <summary>Other keys in the order to write them; a null value removes the key.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Scalars { get; init; } = [];

    public string? Body { get; init; }

    /// <summary>Text to add after the body, from a new line on.</summary>
    public string? Append { get; init; }
}
