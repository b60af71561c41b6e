using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Files;

/// <summary>Numbers of the Linux system interface, which are the same on x64 and arm64 unless computed here.</summary>
internal static class PosixFlags
{
    internal const int ReadOnly = 0;
    internal const int WriteOnly = 1;
    internal const int ReadWrite = 2;
    internal const int Create = 0x40;
    internal const int Exclusive = 0x80;
    internal const int Append = 0x400;
    internal const int NonBlocking = 0x800;
    internal const int CloseOnExec = 0x80000;

    /// <summary>Read and write for all; the user's mask decides.</summary>
    internal const int DefaultMode = 0x1B6;

    internal const int CurrentFolder = -100;
    internal const int NoFollow = 0x100;
    internal const int EmptyPath = 0x1000;

    /// <summary>Type, mode, link count, modified, changed, inode and size.</summary>
    internal const uint StampFields = 0x1 | 0x2 | 0x4 | 0x40 | 0x80 | 0x100 | 0x200;

    internal const uint RenameNoReplace = 1;

    internal const int LockExclusive = 2;
    internal const int LockNonBlocking = 4;
    internal const int Unlock = 8;

    internal const int Interrupted = 4;

    internal static int Directory { get; } =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;
}
