using System.Text.Json.Serialization;

namespace WhiteMagic.Cli.Demo;

/// <summary>What one step of the demo did, and whether its result was the right one.</summary>
internal sealed record DemoStep
{
    /// <summary>The heading it stands under.</summary>
    public required string Phase { get; init; }

    public required string Name { get; init; }

    public required bool Ok { get; init; }

    public required string Result { get; init; }

    /// <summary>What the result should have been, when it was another.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Expected { get; init; }

    public required double Ms { get; init; }

    /// <summary>The tokens of the text a model is given; 0 where it is given none.</summary>
    public required int Tokens { get; init; }
}
