using WhiteMagic.Execution.Files.Walking;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Says what a search gives and how long it may take.</summary>
public sealed record FileSearchOptions
{
    private const int MostContext = 1000;
    private const int MostWorkers = 1024;

    /// <summary>Which files are searched.</summary>
    public FileWalkOptions Files { get; init; } = new();

    /// <summary>How many matching lines are given before the search ends; any number when null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int? MaxResults
    {
        get;
        init => field = value is null or >= 1 ? value : throw Wrong(nameof(MaxResults), value, "is at least 1");
    }

    /// <summary>How many lines before one that matches are given too, from 0 to 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within that.</exception>
    public int LinesBefore
    {
        get;
        init => field = value is >= 0 and <= MostContext ? value : throw Wrong(nameof(LinesBefore), value, $"is from 0 to {MostContext}");
    }

    /// <summary>How many lines after one that matches are given too, from 0 to 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within that.</exception>
    public int LinesAfter
    {
        get;
        init => field = value is >= 0 and <= MostContext ? value : throw Wrong(nameof(LinesAfter), value, $"is from 0 to {MostContext}");
    }

    /// <summary>Whether files come in order, a folder's own by name and then those in its folders; else as they are searched.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Whether files with a NUL in them, which are no text, are searched too.</summary>
    public bool IncludesBinary { get; init; }

    /// <summary>The most bytes of a file that is searched; larger ones are skipped. Any size when null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public long? MaxFileBytes
    {
        get;
        init => field = value is null or >= 1 ? value : throw Wrong(nameof(MaxFileBytes), value, "is at least 1");
    }

    /// <summary>How long one line, and all slow lines of one file together, may take to match; one second unless set, from 1 ms to an hour.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within that.</exception>
    public TimeSpan MatchTimeout
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromHours(1)
            ? value
            : throw Wrong(nameof(MatchTimeout), value, "is from 1 ms to an hour");
    } = TimeSpan.FromSeconds(1);

    /// <summary>The most files that are searched at once when the disk is slow, 64 unless set; from 1 to 1,024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not within that.</exception>
    public int MaxWorkers
    {
        get;
        init => field = value is >= 1 and <= MostWorkers ? value : throw Wrong(nameof(MaxWorkers), value, $"is from 1 to {MostWorkers}");
    } = 64;

    private static ArgumentOutOfRangeException Wrong(string name, object? value, string allowed) => new(nameof(value), value, $"{name} {allowed}.");
}
