namespace WhiteMagic.Cli.Output;

/// <summary>What <c>wm --version --json</c> writes.</summary>
internal sealed record VersionReport
{
    public required string Version { get; init; }
}
