using System.Text.Json.Serialization;

namespace WhiteMagic.Cli.Setup;

/// <summary>What setting a client up did.</summary>
internal sealed record SetupReport
{
    public required string Client { get; init; }

    public required string Path { get; init; }

    /// <summary><c>written</c>, <c>removed</c>, <c>unchanged</c>, or <c>shown</c> when nobody agreed to the change.</summary>
    public required string Outcome { get; init; }

    /// <summary>The copy of the file as it was; absent when there was none or nothing was written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Backup { get; init; }

    /// <summary>The lines that differ.</summary>
    public required string Diff { get; init; }
}
