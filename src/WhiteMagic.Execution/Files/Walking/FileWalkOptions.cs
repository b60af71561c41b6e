namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Says which files below a folder are looked at.</summary>
public sealed record FileWalkOptions
{
    /// <summary>The folder that relative paths start from; the process's own when null. Paths are given back as they were given.</summary>
    public string? BaseFolder { get; init; }

    /// <summary>Whether files and folders whose names begin with a dot are looked at.</summary>
    public bool IncludesHidden { get; init; }

    /// <summary>Whether <c>.gitignore</c> and <c>.ignore</c> files are heeded: those in the folders, and those above as far as the repository reaches.</summary>
    public bool HeedsIgnoreFiles { get; init; } = true;

    /// <summary>Patterns as in <c>.gitignore</c> that files must match to be looked at; one that begins with <c>!</c> leaves out what it matches. The last that matches decides.</summary>
    public IReadOnlyList<string> Globs { get; init; } = [];
}
