using WhiteMagic.Execution.Files.Walking;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>What a search is made of.</summary>
internal sealed record SearchSetup
{
    public required SearchPattern Pattern { get; init; }

    /// <summary>The paths; null for the folder that relative ones start from.</summary>
    public required IReadOnlyList<string?> Roots { get; init; }

    public required FileSearchOptions Options { get; init; }

    public required IWorkerPool Workers { get; init; }

    public required TimeProvider Time { get; init; }

    public required IFolderSource Folders { get; init; }

    public required Func<SearchFile> NewFile { get; init; }

    public required SearchBounds Bounds { get; init; }
}
