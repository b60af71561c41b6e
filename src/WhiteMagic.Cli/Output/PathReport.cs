namespace WhiteMagic.Cli.Output;

/// <summary>A path, for programs.</summary>
internal sealed record PathReport
{
    public required string Path { get; init; }
}
