using System.Text.Json.Serialization;

namespace WhiteMagic.Diagnostics;

/// <summary>A file of a space that cannot be read as a memory, and why.</summary>
public sealed record FileProblem
{
    /// <summary>The file, relative to the space's memory folder.</summary>
    public required string File { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Reason { get; init; }

    /// <summary>The 1-based line, or 0 for the whole file.</summary>
    public required int Line { get; init; }

    /// <summary>Whether the file is a text that a search still finds.</summary>
    [JsonIgnore]
    public bool IsFound { get; init; }
}
