namespace WhiteMagic.Execution.Files;

/// <summary>Tells which file could not be read, and why.</summary>
public sealed class FileReadException : IOException
{
    private readonly string _reason;

    internal FileReadException(string path, FileReadFailure failure, string reason, Exception? inner = null)
        : base($"'{Shown(path)}' {reason}", inner)
    {
        Path = path;
        Failure = failure;
        _reason = reason;
    }

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>What kept it from being read.</summary>
    public FileReadFailure Failure { get; }

    /// <summary>Says the same of the path as the caller knows it.</summary>
    internal FileReadException For(string path) => path == Path ? this : new FileReadException(path, Failure, _reason, InnerException);

    /// <summary>Gives a path in one line that a person can read.</summary>
    internal static string Shown(string path) => (path.Length > 200 ? path[..200] + "…" : path).ReplaceLineEndings(" ").Replace('\0', ' ');
}
