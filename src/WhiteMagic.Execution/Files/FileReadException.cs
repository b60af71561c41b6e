namespace WhiteMagic.Execution.Files;

/// <summary>Tells which file could not be read, and why.</summary>
public sealed class FileReadException : IOException
{
    internal FileReadException(string path, FileReadFailure failure, string message, Exception? inner = null)
        : base($"'{Shown(path)}' {message}", inner)
    {
        Path = path;
        Failure = failure;
    }

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>What kept it from being read.</summary>
    public FileReadFailure Failure { get; }

    // A message stays one line that a person can read.
    private static string Shown(string path) => (path.Length > 200 ? path[..200] + "…" : path).ReplaceLineEndings(" ").Replace('\0', ' ');
}
