using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace WhiteMagic.Storage.Files;

/// <summary>Reads the names in a folder with few system calls and no string for each.</summary>
internal sealed unsafe class LinuxDirectory : IDisposable
{
    private const int BufferSize = 64 * 1024;
    private const int NameOffset = 19;

    private readonly byte* _buffer = (byte*)NativeMemory.Alloc(BufferSize);
    private readonly string _path;
    private int _descriptor;
    private int _filled;
    private int _next;
    private byte* _entry;

    private LinuxDirectory(int descriptor, string path)
    {
        _descriptor = descriptor;
        _path = path;
    }

    internal int Descriptor => _descriptor;

    internal ReadOnlySpan<byte> Name => MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_entry + NameOffset);

    /// <summary>The name where it lies, ending in a zero byte, for a system call relative to this folder.</summary>
    internal byte* NameStart => _entry + NameOffset;

    /// <summary>The kind the folder itself records, or null where the file system leaves it out.</summary>
    internal FileKind? Kind => _entry[18] switch
    {
        8 => FileKind.File,
        10 => FileKind.Link,
        4 => FileKind.Directory,
        0 => null,
        _ => FileKind.Other,
    };

    /// <summary>Opens a folder; null when there is none.</summary>
    internal static LinuxDirectory? TryOpen(string path)
    {
        var descriptor = Posix.Open(path, PosixFlags.ReadOnly | PosixFlags.Directory | PosixFlags.CloseOnExec, 0);
        if (descriptor >= 0)
        {
            return new LinuxDirectory(descriptor, path);
        }

        var failure = FileOperationException.FromLastError(path);
        return failure.Failure == FileFailure.Missing ? null : throw failure;
    }

    internal bool MoveNext()
    {
        do
        {
            if (_next == _filled && !Fill())
            {
                return false;
            }

            _entry = _buffer + _next;
            _next += BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(_entry + 16, 2));
        }
        while (IsSelfOrParent(NameStart));

        return true;
    }

    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = Posix.Close(_descriptor);
            _descriptor = -1;
            NativeMemory.Free(_buffer);
        }
    }

    private static bool IsSelfOrParent(byte* name) =>
        name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0));

    private bool Fill()
    {
        var count = Posix.GetDirectoryEntries(_descriptor, _buffer, BufferSize);
        if (count < 0)
        {
            throw FileOperationException.FromLastError(_path);
        }

        _filled = (int)count;
        _next = 0;
        return count > 0;
    }
}
