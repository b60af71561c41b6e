namespace WhiteMagic.Cli.Output;

/// <summary>What <c>wm files search --json</c> writes.</summary>
internal sealed record FileSearchReport
{
    public required IReadOnlyList<FoundFile> Files { get; init; }

    public required int Matches { get; init; }

    public required long FilesSearched { get; init; }

    /// <summary>Whether the search stopped at its limit, so that there may be more.</summary>
    public required bool Truncated { get; init; }

    public required IReadOnlyList<LeftOutFile> Problems { get; init; }
}
