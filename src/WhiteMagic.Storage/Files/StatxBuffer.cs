using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Files;

/// <summary>The fields of struct statx that the store reads; the layout is fixed by the kernel.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct StatxBuffer
{
    private const int TypeMask = 0xF000;

    [FieldOffset(16)] internal uint Links;
    [FieldOffset(28)] internal ushort Mode;
    [FieldOffset(32)] internal ulong Inode;
    [FieldOffset(40)] internal ulong Size;
    [FieldOffset(96)] internal long ChangedSeconds;
    [FieldOffset(104)] internal uint ChangedNanoseconds;
    [FieldOffset(112)] internal long ModifiedSeconds;
    [FieldOffset(120)] internal uint ModifiedNanoseconds;
    [FieldOffset(136)] internal uint DeviceMajor;
    [FieldOffset(140)] internal uint DeviceMinor;

    internal readonly FileKind Kind => (Mode & TypeMask) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Directory,
        0xA000 => FileKind.Link,
        _ => FileKind.Other,
    };

    internal readonly uint Permissions => Mode & 0xFFFu;

    internal readonly ulong Device => ((ulong)DeviceMajor << 32) | DeviceMinor;

    internal readonly FileStamp ToStamp() => new(
        (ModifiedSeconds * 1_000_000_000) + ModifiedNanoseconds,
        (ChangedSeconds * 1_000_000_000) + ChangedNanoseconds,
        (long)Size,
        (long)Inode);
}
