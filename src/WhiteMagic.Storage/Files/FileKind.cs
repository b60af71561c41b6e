namespace WhiteMagic.Storage.Files;

/// <summary>What a name in a memory folder stands for.</summary>
internal enum FileKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A symbolic link to a regular file inside the memory root.</summary>
    Link,

    /// <summary>A symbolic link that leaves the memory root, which is never followed.</summary>
    OutsideLink,

    /// <summary>A symbolic link to nothing, to itself, or to something that is not a regular file.</summary>
    BrokenLink,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A pipe, a socket or a device, which is never opened.</summary>
    Other,

    /// <summary>A name that is not UTF-8, which .NET cannot open.</summary>
    UnreadableName,
}
