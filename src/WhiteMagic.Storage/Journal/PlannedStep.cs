using WhiteMagic.Storage.Files;

namespace WhiteMagic.Storage.Journal;

/// <summary>One step of a transaction before it is committed; paths are absolute.</summary>
internal sealed class PlannedStep(StepKind kind, string path)
{
    internal StepKind Kind { get; } = kind;

    internal string Path { get; } = path;

    internal string? Target { get; init; }

    internal ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The state the caller last saw the file in.</summary>
    internal FileStamp? Expected { get; init; }

    internal bool HasContent => Kind is StepKind.Create or StepKind.Replace;

    /// <summary>The name that must be free, if any.</summary>
    internal string? NewName => Kind switch
    {
        StepKind.Create => Path,
        StepKind.Move => Target,
        _ => null,
    };

    internal StagedFile? Staged { get; set; }

    internal FileStamp? Old { get; set; }
}
