namespace WhiteMagic.Memories;

/// <summary>Some lines of a memory's file, as they stand.</summary>
public sealed record MemoryLines
{
    /// <summary>The memory's id.</summary>
    public required MemoryId Filename { get; init; }

    /// <summary>The 1-based number of the first line given.</summary>
    public required int StartLine { get; init; }

    /// <summary>The number of the last line given; one below the first when there is none.</summary>
    public required int EndLine { get; init; }

    /// <summary>How many lines the file has.</summary>
    public required int TotalLines { get; init; }

    /// <summary>The lines.</summary>
    public required string Text { get; init; }

    /// <summary>Their tokens.</summary>
    public required int Tokens { get; init; }

    /// <summary>Whether lines were left out to fit the tokens asked for.</summary>
    public bool Truncated { get; init; }
}
