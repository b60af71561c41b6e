namespace WhiteMagic.Cli.Output;

/// <summary>One error: a word for programs, a sentence for people.</summary>
internal sealed record ErrorDetail
{
    public required string Code { get; init; }

    public required string Message { get; init; }
}
