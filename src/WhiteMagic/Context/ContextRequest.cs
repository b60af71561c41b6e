namespace WhiteMagic.Context;

/// <summary>What an agent wants to know before it works.</summary>
public sealed record ContextRequest
{
    /// <summary>How much.</summary>
    public required ContextTier Tier { get; init; }

    /// <summary>What the work is about: memories are then chosen by relevance and recency.</summary>
    public string? Query { get; init; }

    /// <summary>What kind of work it is, such as <c>bug-fix</c> or <c>documentation</c>; any words.</summary>
    public string? Role { get; init; }

    /// <summary>The tokens the text may have by the o200k tokenizer; the tier's own budget when left out.</summary>
    public int? MaxTokens { get; init; }
}
