using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Storage.Files;

/// <summary>A file of the store's state that several processes keep open at once.</summary>
internal static unsafe class SharedFile
{
    /// <summary>Opens it to read and write, making it and its folder where they are missing.</summary>
    internal static SafeFileHandle Open(string path)
    {
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return OperatingSystem.IsLinux() ? OpenOnLinux(path) : OpenElsewhere(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileOperationException.From(e, path);
        }
    }

    /// <summary>Whether someone deleted it, so that others who open it by its name meet another file.</summary>
    internal static bool IsUnlinked(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        StatxBuffer status;
        byte empty = 0;
        var descriptor = (int)file.DangerousGetHandle();
        return Posix.Statx(descriptor, &empty, PosixFlags.EmptyPath, PosixFlags.StampFields, &status) == 0
            && status.Links == 0;
    }

    // Not through File.OpenHandle, which takes a lock of its own on the very file.
    private static SafeFileHandle OpenOnLinux(string path)
    {
        const int Flags = PosixFlags.ReadWrite | PosixFlags.Create | PosixFlags.CloseOnExec;
        var file = Posix.Open(path, Flags, PosixFlags.DefaultMode);
        return file >= 0 ? new SafeFileHandle(file, ownsHandle: true) : throw FileOperationException.FromLastError(path);
    }

    private static SafeFileHandle OpenElsewhere(string path)
    {
        const FileShare Everyone = FileShare.ReadWrite | FileShare.Delete;
        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, Everyone);
        }

        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, []);
        }

        var file = Posix.Open(path, PosixFlags.ReadWrite, 0);
        return file >= 0 ? new SafeFileHandle(file, ownsHandle: true) : throw FileOperationException.FromLastError(path);
    }
}
