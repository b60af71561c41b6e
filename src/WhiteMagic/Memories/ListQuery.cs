namespace WhiteMagic.Memories;

/// <summary>Which memories to list.</summary>
public sealed record ListQuery
{
    /// <summary>The most memories a page may hold.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Only those of this kind.</summary>
    public MemoryKind? Type { get; init; }

    /// <summary>Only those with all of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Archived ones too.</summary>
    public bool IncludeArchived { get; init; }

    /// <summary>Their order.</summary>
    public MemorySort SortBy { get; init; } = MemorySort.Created;

    /// <summary>How many, 1 to 1,000.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Where the page before ended: its <see cref="MemoryPage.NextCursor"/>.</summary>
    public string? Cursor { get; init; }

    /// <summary>The tokens the answer may have.</summary>
    public int? MaxTokens { get; init; }
}
