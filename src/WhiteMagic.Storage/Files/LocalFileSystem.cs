namespace WhiteMagic.Storage.Files;

/// <summary>Knows the file systems whose changes all pass through this machine's kernel.</summary>
internal static unsafe class LocalFileSystem
{
    private const int LongsInBuffer = 32;

    /// <summary>True when inotify sees every change; anything unknown, such as a network share, is not trusted.</summary>
    internal static bool ReportsChanges(string folder)
    {
        var buffer = stackalloc long[LongsInBuffer];
        return Posix.StatFileSystem(folder, buffer) == 0 && IsLocal((uint)buffer[0]);
    }

    internal static bool IsLocal(uint type) => type switch
    {
        0xEF53 => true, // ext2, ext3, ext4
        0x58465342 => true, // xfs
        0x9123683E => true, // btrfs
        0xCA451A4E => true, // bcachefs
        0x2FC12FC1 => true, // zfs
        0xF2F52010 => true, // f2fs
        0x01021994 => true, // tmpfs
        0x858458F6 => true, // ramfs
        0x794C7630 => true, // overlay: everything done through the mount is seen
        0x4D44 => true, // fat
        0x2011BAB0 => true, // exfat
        0x7366746E => true, // ntfs3
        0x482B => true, // hfs+
        _ => false,
    };
}
