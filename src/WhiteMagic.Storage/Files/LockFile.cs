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
            var file = _file ??= SharedFile.Open(_path);
            if (!TryLock(file))
            {
                return false;
            }

            if (!SharedFile.IsUnlinked(file))
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
            var file = _file ??= SharedFile.Open(_path);
            if (OperatingSystem.IsWindows())
            {
                Poll(file);
                return;
            }

            if (Posix.FLock(file, PosixFlags.LockExclusive) == 0)
            {
                if (!SharedFile.IsUnlinked(file))
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
}
