namespace WhiteMagic.Cli.Setup;

/// <summary>The script that completes command lines in one shell.</summary>
internal sealed record CompletionReport
{
    public required string Shell { get; init; }

    public required string Script { get; init; }
}
