namespace WhiteMagic.Execution.Files;

/// <summary>Says why a file could not be read.</summary>
public enum FileReadFailure
{
    /// <summary>The system gave another error, which the message tells.</summary>
    Other,

    /// <summary>Nothing has that name, or it went before it could be opened.</summary>
    NotFound,

    /// <summary>This user may not read it.</summary>
    Denied,

    /// <summary>It is a directory, a pipe, a socket or a device.</summary>
    NotAFile,

    /// <summary>It holds more bytes than are allowed.</summary>
    TooLarge,

    /// <summary>The path is empty, holds a NUL or is longer than the system takes.</summary>
    InvalidPath,

    /// <summary>It is not text, and only text was asked for.</summary>
    Binary,

    /// <summary>A line in it, or all of its lines that match, are longer than a search can hold.</summary>
    TooLong,
}
