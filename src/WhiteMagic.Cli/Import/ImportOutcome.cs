using System.Text.Json.Serialization;

namespace WhiteMagic.Cli.Import;

/// <summary>What became of one item.</summary>
internal sealed record ImportOutcome
{
    public required int Index { get; init; }

    public required string Source { get; init; }

    public bool Ok => Error is null;

    /// <summary><c>imported</c>, <c>unchanged</c> (it was imported before) or <c>failed</c>; in a dry run, what it would be.</summary>
    public required string Outcome { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Filename { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Warning { get; init; }
}
