using System.Text.Json.Serialization;
using WhiteMagic.Memories;

namespace WhiteMagic.Search;

/// <summary>A piece of a memory that matches.</summary>
public sealed record Passage
{
    /// <summary>The memory it is of, in a list of passages of many memories.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MemoryId? Filename { get; init; }

    /// <summary>Its text.</summary>
    public required string Text { get; init; }

    /// <summary>The 1-based line of the file it begins at.</summary>
    public required int StartLine { get; init; }

    /// <summary>The line it ends at.</summary>
    public required int EndLine { get; init; }

    /// <summary>How well it matches; higher is better.</summary>
    public required double Score { get; init; }
}
