using System.Text.Json.Serialization;

namespace WhiteMagic.Cli.Output;

/// <summary>A file with lines that were found.</summary>
internal sealed record FoundFile
{
    public required string Path { get; init; }

    /// <summary>How many of the lines match.</summary>
    public required int Matches { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FoundLine>? Lines { get; init; }
}
