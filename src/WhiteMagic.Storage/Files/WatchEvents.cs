namespace WhiteMagic.Storage.Files;

/// <summary>Masks of inotify.</summary>
[Flags]
internal enum WatchEvents : uint
{
    None = 0,
    Modify = 0x2,
    Attributes = 0x4,
    CloseWrite = 0x8,
    MovedFrom = 0x40,
    MovedTo = 0x80,
    Create = 0x100,
    Delete = 0x200,
    DeleteSelf = 0x400,
    MoveSelf = 0x800,
    Unmounted = 0x2000,
    Overflow = 0x4000,
    Ignored = 0x8000,
    OnlyFolder = 0x0100_0000,

    /// <summary>What a folder is watched for.</summary>
    Watched = Modify | Attributes | CloseWrite | MovedFrom | MovedTo | Create | Delete | DeleteSelf | MoveSelf | OnlyFolder,

    /// <summary>After these the folder must be looked at anew.</summary>
    FolderLost = DeleteSelf | MoveSelf | Unmounted | Ignored,
}
