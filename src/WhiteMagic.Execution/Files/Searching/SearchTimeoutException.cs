namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Tells in which file a pattern took longer to match than it may.</summary>
public sealed class SearchTimeoutException : TimeoutException
{
    internal SearchTimeoutException(string path, string message, Exception? inner = null) : base($"'{path}' {message}", inner) => Path = path;

    /// <summary>The file.</summary>
    public string Path { get; }
}
