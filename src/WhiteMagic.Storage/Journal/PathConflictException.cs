namespace WhiteMagic.Storage.Journal;

/// <summary>Signals, before anything was changed, that a file is not as a transaction needs it.</summary>
internal sealed class PathConflictException(string path, PathConflict conflict)
    : IOException($"{System.IO.Path.GetFileName(path)}: {conflict}")
{
    internal string Path { get; } = path;

    internal PathConflict Conflict { get; } = conflict;
}
