namespace WhiteMagic.Memories;

/// <summary>Which memories to read together.</summary>
public sealed record BatchReadRequest
{
    /// <summary>The most ids one request may name.</summary>
    public const int MaxFilenames = 1000;

    /// <summary>The ids as the caller gave them; one that is not valid fails alone.</summary>
    public required IReadOnlyList<string> Filenames { get; init; }

    /// <summary>The tokens all contents and metadata may have together; what does not fit is cut, then left out with a reason.</summary>
    public int? MaxTokens { get; init; }
}
