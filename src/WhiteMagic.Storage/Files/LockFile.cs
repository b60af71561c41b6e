using System.Buffers.Text;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Storage.Files;

/// <summary>A file that at most one process has locked; the system frees it when that process dies.</summary>
internal sealed unsafe class LockFile : IDisposable
{
    private const int PidWidth = 12;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(2);

    private readonly string _path;
    private SafeFileHandle? _file;

    internal LockFile(string path) => _path = path;

    /// <summary>Takes the lock when it is free.</summary>
    internal bool TryLock()
    {
        while (true)
        {
            var file = _file ??= OpenShared(_path);
            if (!TryLock(file))
            {
                return false;
            }

            if (!IsUnlinked(file))
            {
                return true;
            }

            Reopen();
        }
    }

    /// <summary>Waits for the lock, for as long as it takes.</summary>
    internal void Lock()
    {
        while (true)
        {
            var file = _file ??= OpenShared(_path);
            if (OperatingSystem.IsWindows())
            {
                Poll(file);
                return;
            }

            if (Posix.FLock(file, PosixFlags.LockExclusive) == 0)
            {
                if (!IsUnlinked(file))
                {
                    return;
                }

                Reopen();
            }
            else if (Marshal.GetLastPInvokeError() != PosixFlags.Interrupted)
            {
                throw FileOperationException.FromLastError(_path);
            }
        }
    }

    internal void Unlock()
    {
        if (_file is not { } file)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            WindowsLock.Unlock(file);
        }
        else
        {
            _ = Posix.FLock(file, PosixFlags.Unlock);
        }
    }

    /// <summary>Leaves this process's id in the file for those who wait.</summary>
    internal void WriteOwner(int processId)
    {
        Span<byte> mine = stackalloc byte[PidWidth];
        mine.Fill((byte)' ');
        _ = Utf8Formatter.TryFormat(processId, mine, out _);
        mine[^1] = (byte)'\n';
        Span<byte> current = stackalloc byte[PidWidth];
        try
        {
            if (RandomAccess.Read(_file!, current, 0) != PidWidth || !current.SequenceEqual(mine))
            {
                RandomAccess.Write(_file!, mine, 0);
            }
        }
        catch (IOException)
        {
            // The id only serves a message; a full disk must not cost the lock.
        }
    }

    /// <summary>Reads who held the lock last.</summary>
    internal int? ReadOwner()
    {
        Span<byte> content = stackalloc byte[PidWidth];
        try
        {
            var length = _file is { } file ? RandomAccess.Read(file, content, 0) : 0;
            return Utf8Parser.TryParse(content[..length], out int processId, out _) ? processId : null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    public void Dispose() => _file?.Dispose();

    private static bool TryLock(SafeFileHandle file) => OperatingSystem.IsWindows()
        ? WindowsLock.TryLock(file)
        : Posix.FLock(file, PosixFlags.LockExclusive | PosixFlags.LockNonBlocking) == 0;

    // Someone who deletes the state folder must not split the store into two locks.
    private static bool IsUnlinked(SafeFileHandle file)
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

    private static void Poll(SafeFileHandle file)
    {
        using var never = new ManualResetEventSlim();
        while (!TryLock(file))
        {
            _ = never.Wait(PollInterval);
        }
    }

    private void Reopen()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>Opens a file to lock it, making it and its folder where they are missing.</summary>
    internal static SafeFileHandle OpenShared(string path)
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
