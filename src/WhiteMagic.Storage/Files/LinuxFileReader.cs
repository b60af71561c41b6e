using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Files;

/// <summary>Reads whole regular files and the stamp that belongs to the bytes.</summary>
internal static unsafe class LinuxFileReader
{
    internal static FileContent? Read(string path)
    {
        // Non-blocking, so that a pipe put in a memory's place cannot hang the reader.
        const int Flags = PosixFlags.ReadOnly | PosixFlags.NonBlocking | PosixFlags.CloseOnExec;
        var file = Posix.Open(path, Flags, 0);
        if (file < 0)
        {
            var failure = FileOperationException.FromLastError(path);
            return failure.Failure == FileFailure.Missing ? null : throw failure;
        }

        try
        {
            return Read(file, path);
        }
        finally
        {
            _ = Posix.Close(file);
        }
    }

    private static FileContent Read(int file, string path)
    {
        StatxBuffer status;
        byte empty = 0;
        if (Posix.Statx(file, &empty, PosixFlags.EmptyPath, PosixFlags.StampFields, &status) != 0)
        {
            throw FileOperationException.FromLastError(path);
        }

        if (status.Kind != FileKind.File)
        {
            throw new FileOperationException(FileFailure.Other, path, "not a regular file");
        }

        // One byte more than the size, so that the last read sees the end of an unchanged file.
        var bytes = new byte[checked((int)status.Size + 1)];
        var length = 0;
        while (true)
        {
            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, checked(bytes.Length * 2));
            }

            var count = ReadInto(file, bytes, length, path);
            if (count == 0)
            {
                Array.Resize(ref bytes, length);
                return new FileContent(bytes, status.ToStamp());
            }

            length += count;
        }
    }

    private static int ReadInto(int file, byte[] bytes, int start, string path)
    {
        fixed (byte* buffer = bytes)
        {
            while (true)
            {
                var count = Posix.Read(file, buffer + start, (nuint)(bytes.Length - start));
                if (count >= 0)
                {
                    return (int)count;
                }

                if (Marshal.GetLastPInvokeError() != PosixFlags.Interrupted)
                {
                    throw FileOperationException.FromLastError(path);
                }
            }
        }
    }
}
