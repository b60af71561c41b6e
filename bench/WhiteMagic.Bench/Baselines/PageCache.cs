using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Bench.Baselines;

/// <summary>Takes files out of the system's memory, so that the next read has to ask the disk.</summary>
internal static partial class PageCache
{
    private const int DontNeed = 4;

    /// <summary>Writes everything to the disk; pages that are not there cannot be dropped.</summary>
    [LibraryImport("libc", EntryPoint = "sync")]
    public static partial void Sync();

    /// <summary>Drops the pages of these files; their names and places stay known.</summary>
    public static void Evict(string[] paths)
    {
        foreach (var path in paths)
        {
            using var file = File.OpenHandle(path);
            _ = Advise(file, 0, 0, DontNeed);
        }
    }

    [LibraryImport("libc", EntryPoint = "posix_fadvise64")]
    private static partial int Advise(SafeFileHandle file, long offset, long length, int advice);
}
