using System.Text.Json.Serialization;

namespace WhiteMagic.Cli.Demo;

/// <summary>What a demo did, step by step.</summary>
internal sealed record DemoReport
{
    public bool Ok => Wrong == 0;

    public int Wrong => Steps.Count(step => !step.Ok);

    public required IReadOnlyList<DemoStep> Steps { get; init; }

    public required double Ms { get; init; }

    public int Tokens => Steps.Sum(step => step.Tokens);

    /// <summary>The notes imported.</summary>
    public required int Memories { get; init; }

    /// <summary>The context package of each tier, as an agent is given it.</summary>
    public required IReadOnlyList<DemoContext> Contexts { get; init; }

    /// <summary>Where the files are, when they were kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Folder { get; init; }
}
