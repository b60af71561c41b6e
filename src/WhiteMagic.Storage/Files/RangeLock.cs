using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Files;

/// <summary>The kernel's struct flock, for locks that belong to an open file.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RangeLock
{
    internal const short Shared = 0;
    internal const short Exclusive = 1;
    internal const short None = 2;

    internal const int Ask = 36;
    internal const int Take = 37;
    internal const int Wait = 38;

    internal short Type;
    internal short Whence;
    internal long Start;
    internal long Length;
    internal int ProcessId;
}
