using System.Text.Json.Serialization;

namespace WhiteMagic.Cli.Import;

/// <summary>What an import did, or in a dry run would do.</summary>
internal sealed record ImportReport
{
    public const string Imported = "imported";
    public const string Unchanged = "unchanged";
    public const string Failed = "failed";

    public required bool DryRun { get; init; }

    [JsonPropertyName("failed")]
    public int FailedCount => Results.Count(result => !result.Ok);

    [JsonPropertyName("imported")]
    public int ImportedCount => Results.Count(result => result.Outcome == Imported);

    [JsonPropertyName("unchanged")]
    public int UnchangedCount => Results.Count(result => result.Outcome == Unchanged);

    /// <summary>One outcome for each item, in the order they were read.</summary>
    public required IReadOnlyList<ImportOutcome> Results { get; init; }
}
