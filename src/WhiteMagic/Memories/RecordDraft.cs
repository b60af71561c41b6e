using WhiteMagic.Graph;

namespace WhiteMagic.Memories;

/// <summary>A new record, complete but for its place.</summary>
public sealed record RecordDraft
{
    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its tags, normalised.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset Updated { get; init; }

    /// <summary>Its text.</summary>
    public required string Content { get; init; }

    /// <summary>Its links.</summary>
    public IReadOnlyList<Relation> Relations { get; init; } = [];

    /// <summary>The key it is created under, if any.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Gives what a record of it holds at a key, but for its state.</summary>
    internal MemoryEntry ToEntry(RecordKey key) => new()
    {
        Key = key,
        Kind = key.Folder == MemoryFolder.LongTerm ? MemoryKind.LongTerm : MemoryKind.ShortTerm,
        Title = Title,
        Tags = Tags,
        Created = Created,
        Updated = Updated,
        Version = string.Empty,
        Content = Content,
        Relations = Relations,
        IdempotencyKey = IdempotencyKey,
    };
}
