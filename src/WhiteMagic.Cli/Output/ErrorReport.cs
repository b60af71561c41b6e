namespace WhiteMagic.Cli.Output;

/// <summary>What <c>--json</c> writes when a command fails.</summary>
internal sealed record ErrorReport
{
    public required ErrorDetail Error { get; init; }
}
