namespace WhiteMagic.Storage.Markdown;

/// <summary>What a new file is made of.</summary>
internal sealed record MarkdownDraft
{
    public required string Title { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<MarkdownRelation> Relations { get; init; } = [];

    /// <summary>Other keys in the order to write them.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Scalars { get; init; } = [];

    public required string Body { get; init; }
}
