namespace WhiteMagic.Cli.Output;

/// <summary>What several queries found, in the order they were asked.</summary>
internal sealed record QueryAnswers
{
    public required IReadOnlyList<QueryAnswer> Results { get; init; }

    public required int Tokens { get; init; }
}
