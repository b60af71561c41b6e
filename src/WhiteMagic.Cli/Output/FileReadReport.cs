namespace WhiteMagic.Cli.Output;

/// <summary>What <c>wm files read --json</c> writes.</summary>
internal sealed record FileReadReport
{
    public required IReadOnlyList<FileText> Files { get; init; }

    public required IReadOnlyList<LeftOutFile> Problems { get; init; }
}
