using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Files;

/// <summary>File operations in as few system calls as they need.</summary>
internal sealed unsafe class LinuxFileOperations : IFileOperations
{
    private const int NotFound = 2;

    public void WriteNew(string path, ReadOnlySpan<byte> content, bool flush)
    {
        const int Flags = PosixFlags.WriteOnly | PosixFlags.Create | PosixFlags.Exclusive | PosixFlags.CloseOnExec;
        var file = Posix.Open(path, Flags, PosixFlags.DefaultMode);
        if (file < 0)
        {
            throw FileOperationException.FromLastError(path);
        }

        var complete = false;
        try
        {
            WriteAll(file, content, path);
            if (flush && Posix.FSync(file) != 0)
            {
                throw FileOperationException.FromLastError(path);
            }

            complete = true;
        }
        finally
        {
            _ = Posix.Close(file);
            if (!complete)
            {
                _ = Posix.Unlink(path);
            }
        }
    }

    public void Append(string path, ReadOnlySpan<byte> content, bool flush)
    {
        const int Flags = PosixFlags.WriteOnly | PosixFlags.Create | PosixFlags.Append | PosixFlags.CloseOnExec;
        var file = Posix.Open(path, Flags, PosixFlags.DefaultMode);
        if (file < 0)
        {
            throw FileOperationException.FromLastError(path);
        }

        try
        {
            WriteAll(file, content, path);
            if (flush && Posix.FSync(file) != 0)
            {
                throw FileOperationException.FromLastError(path);
            }
        }
        finally
        {
            _ = Posix.Close(file);
        }
    }

    public bool TryMove(string from, string to) => LinuxRename.TryMove(from, to);

    public void MoveOver(string from, string to)
    {
        KeepPermissions(from, to);
        if (Posix.Rename(from, to) != 0)
        {
            throw FileOperationException.FromLastError(to);
        }
    }

    public bool Delete(string path)
    {
        if (Posix.Unlink(path) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == NotFound ? false : throw FileOperationException.FromLastError(path);
    }

    public void FlushDirectory(string folder)
    {
        // Opened each time: a kept descriptor would flush the wrong folder once it is deleted and made again.
        var directory = Posix.Open(folder, PosixFlags.ReadOnly | PosixFlags.Directory | PosixFlags.CloseOnExec, 0);
        if (directory < 0)
        {
            throw FileOperationException.FromLastError(folder);
        }

        try
        {
            if (Posix.FSync(directory) != 0)
            {
                throw FileOperationException.FromLastError(folder);
            }
        }
        finally
        {
            _ = Posix.Close(directory);
        }
    }

    public void CreateDirectory(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw FileOperationException.From(e, folder);
        }
    }

    public FileContent? Read(string path) => LinuxFileReader.Read(path);

    public FileStamp? Stat(string path)
    {
        StatxBuffer buffer;
        if (Posix.Statx(PosixFlags.CurrentFolder, path, 0, PosixFlags.StampFields, &buffer) == 0)
        {
            return buffer.ToStamp();
        }

        var failure = FileOperationException.FromLastError(path);
        return failure.Failure == FileFailure.Missing ? null : throw failure;
    }

    public IReadOnlyList<string> List(string folder)
    {
        var names = new List<string>();
        using var entries = LinuxDirectory.TryOpen(folder);
        while (entries is not null && entries.MoveNext())
        {
            names.Add(System.Text.Encoding.UTF8.GetString(entries.Name));
        }

        return names;
    }

    private static void WriteAll(int file, ReadOnlySpan<byte> content, string path)
    {
        fixed (byte* start = content)
        {
            nint written = 0;
            while (written < content.Length)
            {
                var count = Posix.Write(file, start + written, (nuint)(content.Length - written));
                if (count >= 0)
                {
                    written += count;
                }
                else if (Marshal.GetLastPInvokeError() != PosixFlags.Interrupted)
                {
                    throw FileOperationException.FromLastError(path);
                }
            }
        }
    }

    private static void KeepPermissions(string from, string to)
    {
        StatxBuffer old, fresh;
        if (Posix.Statx(PosixFlags.CurrentFolder, to, PosixFlags.NoFollow, PosixFlags.StampFields, &old) == 0
            && old.Kind == FileKind.File
            && Posix.Statx(PosixFlags.CurrentFolder, from, PosixFlags.NoFollow, PosixFlags.StampFields, &fresh) == 0
            && old.Permissions != fresh.Permissions)
        {
            _ = Posix.ChangeMode(from, old.Permissions);
        }
    }
}
