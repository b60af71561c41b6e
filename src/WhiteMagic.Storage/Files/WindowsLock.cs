using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Storage.Files;

/// <summary>Locks a byte far past the end of a file, so that the owner's id stays readable.</summary>
internal static unsafe partial class WindowsLock
{
    private const uint Exclusive = 2;
    private const uint FailImmediately = 1;
    private const uint FarHigh = 0x4000_0000;

    [SupportedOSPlatform("windows")]
    internal static bool TryLock(SafeFileHandle file)
    {
        var place = new NativeOverlapped { OffsetHigh = (int)FarHigh };
        return LockFileEx(file, Exclusive | FailImmediately, 0, 1, 0, &place) != 0;
    }

    [SupportedOSPlatform("windows")]
    internal static void Unlock(SafeFileHandle file)
    {
        var place = new NativeOverlapped { OffsetHigh = (int)FarHigh };
        _ = UnlockFileEx(file, 0, 1, 0, &place);
    }

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int LockFileEx(
        SafeHandle file, uint flags, uint reserved, uint low, uint high, NativeOverlapped* place);

    [LibraryImport("kernel32", SetLastError = true)]
    private static partial int UnlockFileEx(SafeHandle file, uint reserved, uint low, uint high, NativeOverlapped* place);
}
