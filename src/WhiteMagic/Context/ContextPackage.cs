using WhiteMagic.Memories;

namespace WhiteMagic.Context;

/// <summary>Memories put together as one text for an agent to read.</summary>
public sealed record ContextPackage
{
    /// <summary>The tier, 0 to 2.</summary>
    public required int Tier { get; init; }

    /// <summary>The text, Markdown.</summary>
    public required string Text { get; init; }

    /// <summary>Its tokens; never more than the budget.</summary>
    public required int Tokens { get; init; }

    /// <summary>The tokens it was allowed.</summary>
    public required int Budget { get; init; }

    /// <summary>The memories in it, in the order they stand.</summary>
    public required IReadOnlyList<MemoryId> Filenames { get; init; }

    /// <summary>How many of the chosen memories did not fit and were left out.</summary>
    public required int Omitted { get; init; }
}
