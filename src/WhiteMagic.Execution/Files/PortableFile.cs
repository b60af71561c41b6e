using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Execution.Files;

/// <summary>Opens files by the runtime's own means, which would wait for the writer of a pipe.</summary>
internal static partial class PortableFile
{
    private const int FromHere = 1;

    // These differ from one system to another.
    private static readonly int WithoutWaiting = OperatingSystem.IsLinux() ? 0x80800 : 0x1000004;

    /// <exception cref="FileReadException">It is a pipe.</exception>
    public static SafeFileHandle Open(string path) => IsPipe(path)
        ? throw Failures.NotAFile(path)
        : File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Whether a path leads to what has no places to read at; what cannot be opened is said to be none.</summary>
    public static bool IsPipe(string path)
    {
        int file = OperatingSystem.IsWindows() ? -1 : OpenFile(path, WithoutWaiting);
        if (file < 0)
        {
            return false;
        }

        bool isPipe = Seek(file, 0, FromHere) < 0;
        _ = Close(file);
        return isPipe;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "lseek")]
    private static partial long Seek(int file, long offset, int origin);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
