namespace WhiteMagic.Execution.Files;

/// <summary>What a name stands for, by the numbers that Linux keeps in folders and in modes alike.</summary>
internal enum LinuxFileKind : byte
{
    /// <summary>The folder does not say.</summary>
    Unknown = 0,
    Pipe = 1,
    Folder = 4,
    File = 8,
    Link = 10,
    Socket = 12,

    /// <summary>Nothing that Linux knows.</summary>
    Other = 255,
}
