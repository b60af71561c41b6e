namespace WhiteMagic.Memories;

/// <summary>Which memory to read, and how much of it.</summary>
public sealed record ReadRequest
{
    /// <summary>The memory.</summary>
    public required MemoryId Filename { get; init; }

    /// <summary>Whether to give kind, tags, times, front matter and relations too.</summary>
    public bool IncludeMetadata { get; init; } = true;

    /// <summary>The tokens that content, tags, relations and front matter may have together; the front matter goes first.</summary>
    public int? MaxTokens { get; init; }
}
