using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>What to search for.</summary>
public sealed record MemoryQuery
{
    /// <summary>The most matches one search gives.</summary>
    public const int MaxLimit = 1000;

    /// <summary>Words, "phrases", -without, <c>tag:x</c>, <c>type:x</c>, <c>before:</c> and <c>after:</c> dates; empty lists by date.</summary>
    public string? Query { get; init; }

    /// <summary>Only memories of this kind.</summary>
    public MemoryKind? Type { get; init; }

    /// <summary>Only memories with all of these tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Archived ones too.</summary>
    public bool IncludeArchived { get; init; }

    /// <summary>Only memories created at this moment or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only memories created before this moment.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many, 1 to 1,000.</summary>
    public int Limit { get; init; } = 10;

    /// <summary>How memories are matched.</summary>
    public SearchMode Mode { get; init; } = SearchMode.Auto;

    /// <summary>What is ranked.</summary>
    public SearchGranularity Granularity { get; init; } = SearchGranularity.Memory;

    /// <summary>The tokens the answer's text may have.</summary>
    public int? MaxTokens { get; init; }
}
