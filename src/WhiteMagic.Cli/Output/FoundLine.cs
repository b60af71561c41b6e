using System.Text.Json.Serialization;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Cli.Output;

/// <summary>A line that was found, or one near it, which has no column.</summary>
internal sealed record FoundLine
{
    public required long Line { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Column { get; init; }

    public required string Text { get; init; }

    public static FoundLine From(MatchedLine line) => new()
    {
        Line = line.Number,
        Column = line.IsMatch ? line.Column : null,
        Text = line.DecodeText(),
    };
}
