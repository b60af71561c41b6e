using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>What a query's text asks for, with every word already analysed.</summary>
public sealed record ParsedQuery
{
    /// <summary>What the free words became; any of them may match, and a match of more ranks higher.</summary>
    public IReadOnlyList<TokenGroup> Words { get; init; } = [];

    /// <summary>The quoted phrases, which must all match.</summary>
    public IReadOnlyList<TokenGroup> Phrases { get; init; } = [];

    /// <summary>The words and phrases after a minus, none of which may match.</summary>
    public IReadOnlyList<TokenGroup> Exclusions { get; init; } = [];

    /// <summary>The tags a memory must all have, as they were written.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The tags a memory must not have, as they were written.</summary>
    public IReadOnlyList<string> ExcludedTags { get; init; } = [];

    /// <summary>The kind a memory must be of.</summary>
    public MemoryKind? Kind { get; init; }

    /// <summary>Whether it asks for memories of two kinds at once, which none is.</summary>
    public bool IsContradiction { get; init; }

    /// <summary>The first moment that counts.</summary>
    public DateTimeOffset? After { get; init; }

    /// <summary>The first moment that no longer counts.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Whether there is anything to rank by; without it memories are listed by date.</summary>
    public bool HasText => Words.Count + Phrases.Count > 0;

    /// <summary>Whether the query asks for nothing at all.</summary>
    public bool IsEmpty =>
        !HasText && Exclusions.Count + Tags.Count + ExcludedTags.Count == 0 && Kind is null && After is null && Before is null;
}
