namespace WhiteMagic.Memories;

/// <summary>Says that the store could not be written: which file, why, and what to do.</summary>
public sealed class StoreWriteException : WhiteMagicException
{
    /// <summary>Creates the error for one file.</summary>
    /// <param name="path">The file's path relative to the store, or null when it is not about one file.</param>
    /// <param name="reason">What the system answered, such as "no space left on device".</param>
    /// <param name="remedy">What was or was not changed, and what to do.</param>
    /// <param name="inner">The failure that caused it.</param>
    public StoreWriteException(string? path, string reason, string remedy, Exception? inner = null)
        : base($"{path ?? "the store"} could not be written: {reason}; {remedy}", inner)
    {
        Path = path;
        Reason = reason;
    }

    /// <summary>The file's path relative to the store, or null when it is not about one file.</summary>
    public string? Path { get; }

    /// <summary>What the system answered.</summary>
    public string Reason { get; }
}
