using System.Runtime.InteropServices;

namespace WhiteMagic.Execution.Files;

/// <summary>Makes the system calls that files and folders are read by, without a handle or a stream; errors are Linux's numbers.</summary>
internal static unsafe partial class LinuxFile
{
    public const int NoLinks = 0x20000;
    public const int Directory = 0x10000;

    /// <summary>Opens what may only be searched, to be a place to open from.</summary>
    public const int PathOnly = 0x200000;

    /// <summary>Stands for the folder the process is in.</summary>
    public const int CurrentFolder = -100;

    private const int ReadOnly = 0;
    private const int NoControllingTerminal = 0x100;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int Interrupted = 4;
    private const nint GetDirectoryEntries64 = 217;
    private const nint GetDirectoryEntries64OfArm = 61;

    // The kernel's struct rusage.
    private const int OfThisThread = 1;
    private const int UsageFields = 18;
    private const int WaitsField = 16;

    // The kernel's struct statx.
    private const int StatusLength = 256;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;
    private const int EmptyPath = 0x1000;
    private const int DoNotFollow = 0x100;
    private const uint TypeAndSize = 0x201;
    private const int TypeMask = 0xF000;

    /// <inheritdoc cref="Open(int, ReadOnlySpan{byte}, int)"/>
    public static int Open(ReadOnlySpan<byte> path, int flags) => Open(CurrentFolder, path, flags);

    /// <summary>Opens for reading, by a path that ends in a NUL and leads from an open folder unless it begins with a slash.</summary>
    /// <returns>A descriptor, or an error's number below zero.</returns>
    public static int Open(int folder, ReadOnlySpan<byte> path, int flags)
    {
        while (true)
        {
            int file;
            fixed (byte* name = path)
            {
                // A pipe without a writer would be waited for.
                file = OpenAt(folder, name, ReadOnly | NonBlocking | NoControllingTerminal | CloseOnExec | flags);
            }

            if (file >= 0)
            {
                return file;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                return -error;
            }
        }
    }

    /// <summary>Reads what comes at once.</summary>
    /// <returns>How many bytes came, or an error's number below zero.</returns>
    public static int Read(int file, Span<byte> target)
    {
        while (true)
        {
            nint count;
            fixed (byte* bytes = target)
            {
                count = Read(file, bytes, (nuint)target.Length);
            }

            if (count >= 0)
            {
                return (int)count;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                return -error;
            }
        }
    }

    /// <summary>Reads what stands at a place; of a pipe or a socket there is none.</summary>
    /// <returns>How many bytes came, or an error's number below zero.</returns>
    public static int ReadAt(int file, Span<byte> target, long place)
    {
        while (true)
        {
            nint count;
            fixed (byte* bytes = target)
            {
                count = ReadAt(file, bytes, (nuint)target.Length, place);
            }

            if (count >= 0)
            {
                return (int)count;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error != Interrupted)
            {
                return -error;
            }
        }
    }

    /// <summary>Reads the next entries of an open folder, each a struct linux_dirent64.</summary>
    /// <returns>How many bytes they fill, 0 after the last, or an error's number below zero.</returns>
    public static int ReadFolder(int folder, Span<byte> target)
    {
        nint call = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? GetDirectoryEntries64 : GetDirectoryEntries64OfArm;
        fixed (byte* bytes = target)
        {
            nint count = SystemCall(call, folder, bytes, (nuint)target.Length);
            return count >= 0 ? (int)count : -Marshal.GetLastPInvokeError();
        }
    }

    /// <summary>Tells what an open file is.</summary>
    /// <returns>0, or an error's number below zero.</returns>
    public static int Describe(int file, out LinuxFileKind kind, out long size) => Describe(file, "\0"u8, EmptyPath, out kind, out size);

    /// <summary>Tells what a path that ends in a NUL leads to.</summary>
    /// <returns>0, or an error's number below zero.</returns>
    public static int Describe(ReadOnlySpan<byte> path, bool followLink, out LinuxFileKind kind, out long size) =>
        Describe(CurrentFolder, path, followLink ? 0 : DoNotFollow, out kind, out size);

    /// <summary>Counts how often this thread gave its processor away to wait for something.</summary>
    public static long CountWaits()
    {
        long* usage = stackalloc long[UsageFields];
        return GetUsage(OfThisThread, usage) == 0 ? usage[WaitsField] : 0;
    }

    public static void Close(int file) => _ = CloseFile(file);

    private static int Describe(int folder, ReadOnlySpan<byte> path, int flags, out LinuxFileKind kind, out long size)
    {
        byte* status = stackalloc byte[StatusLength];
        fixed (byte* name = path)
        {
            if (Statx(folder, name, flags, TypeAndSize, status) != 0)
            {
                (kind, size) = (LinuxFileKind.Other, 0);
                return -Marshal.GetLastPInvokeError();
            }
        }

        kind = (LinuxFileKind)((*(ushort*)(status + ModeOffset) & TypeMask) >> 12);
        size = *(long*)(status + SizeOffset);
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(int folder, byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int file, byte* target, nuint count);

    [LibraryImport("libc", EntryPoint = "pread", SetLastError = true)]
    private static partial nint ReadAt(int file, byte* target, nuint count, long place);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseFile(int file);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(int folder, byte* path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, long* usage);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint folder, byte* target, nuint count);
}
