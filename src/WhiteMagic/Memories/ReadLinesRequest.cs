namespace WhiteMagic.Memories;

/// <summary>Which lines of a memory's file to read.</summary>
public sealed record ReadLinesRequest
{
    /// <summary>The memory.</summary>
    public required MemoryId Filename { get; init; }

    /// <summary>The lines.</summary>
    public LineRange Lines { get; init; } = LineRange.All;

    /// <summary>The tokens the text may have.</summary>
    public int? MaxTokens { get; init; }
}
