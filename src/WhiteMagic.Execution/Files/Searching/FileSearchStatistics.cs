namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Counts what a search has done.</summary>
public sealed record FileSearchStatistics
{
    /// <summary>The files that were read.</summary>
    public long Files { get; init; }

    /// <summary>Their bytes, as far as they were read.</summary>
    public long Bytes { get; init; }

    /// <summary>The files that were no text, too large or no file at all.</summary>
    public long Skipped { get; init; }

    /// <summary>The files and folders that could not be read, and those on which the time ran out.</summary>
    public long Failed { get; init; }

    /// <summary>Whether the search ended because it had given as much as was asked for, so that there may be more.</summary>
    public bool IsCut { get; init; }

    /// <summary>The most workers that searched at once.</summary>
    public int Workers { get; init; }
}
