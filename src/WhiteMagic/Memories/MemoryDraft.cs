namespace WhiteMagic.Memories;

/// <summary>A memory to create.</summary>
public sealed record MemoryDraft
{
    /// <summary>Its title, 1 to 500 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Its text, Markdown, kept as given.</summary>
    public required string Content { get; init; }

    /// <summary>Its kind.</summary>
    public MemoryKind Type { get; init; } = MemoryKind.ShortTerm;

    /// <summary>Its tags, at most 100 of at most 100 characters each.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A name for this request: sent again, it gives the memory it created first.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>When it was written, for imports; now when left out.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it last changed, for imports; <see cref="Created"/> when left out.</summary>
    public DateTimeOffset? Updated { get; init; }
}
