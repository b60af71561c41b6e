namespace WhiteMagic.Memories;

/// <summary>Says that a memory's file cannot be changed because its content is malformed, where and why.</summary>
public sealed class MalformedMemoryException : WhiteMagicException
{
    /// <summary>Creates the error for one place in one file.</summary>
    /// <param name="fileName">The file's name, without its folder.</param>
    /// <param name="line">The 1-based line the reason was found on, or 0 when it concerns the whole file.</param>
    /// <param name="reason">What is wrong with the file.</param>
    public MalformedMemoryException(string fileName, int line, string reason)
        : base($"{fileName}{(line > 0 ? $", line {line}" : "")}: {reason}. Nothing was changed: fix the file in an editor; `wm doctor` lists it.")
    {
        FileName = fileName;
        Line = line;
        Reason = reason;
    }

    /// <summary>The file's name, without its folder.</summary>
    public string FileName { get; }

    /// <summary>The 1-based line the reason was found on, or 0 when it concerns the whole file.</summary>
    public int Line { get; }

    /// <summary>What is wrong with the file.</summary>
    public string Reason { get; }
}
