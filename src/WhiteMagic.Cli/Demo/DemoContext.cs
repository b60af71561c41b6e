namespace WhiteMagic.Cli.Demo;

/// <summary>A context package as an agent was given it.</summary>
internal sealed record DemoContext
{
    public required int Tier { get; init; }

    public required int Memories { get; init; }

    public required int Tokens { get; init; }

    public required int Budget { get; init; }

    /// <summary>What the memories are called, in the order they come in.</summary>
    public required IReadOnlyList<string> Titles { get; init; }

    public required string Text { get; init; }
}
