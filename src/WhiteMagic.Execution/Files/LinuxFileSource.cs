using System.Runtime.InteropServices;
using System.Text;

namespace WhiteMagic.Execution.Files;

/// <summary>Reads files by three system calls each, open, read and close, without a handle or a stream.</summary>
internal sealed unsafe partial class LinuxFileSource : IFileSource
{
    // With less room than this the next slab is begun; nearly every text fits.
    private const int LeastRoom = 64 << 10;

    private const int MaxPathBytes = 4096;
    private const int ReadOnly = 0;
    private const int NoControllingTerminal = 0x100;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const int Interrupted = 4;

    // The kernel's struct statx.
    private const int StatusLength = 256;
    private const int ModeOffset = 28;
    private const int SizeOffset = 40;
    private const int EmptyPath = 0x1000;
    private const uint TypeAndSize = 0x201;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;

    public ReadOnlyMemory<byte> Read(string path, SlabBuffer buffer, int maxBytes)
    {
        int file = Open(path);
        try
        {
            Span<byte> rest = buffer.Rest(LeastRoom);
            int count = ReadSome(path, file, rest);
            if (count == 0 || count == rest.Length || count > maxBytes)
            {
                return ReadSpecial(path, file, rest[..count], maxBytes);
            }

            // A file gives less than was asked for only at its end.
            return buffer.Keep(count);
        }
        finally
        {
            _ = Close(file);
        }
    }

    // Nothing came, as of a pipe that nobody writes to, or there may be more.
    private static ReadOnlyMemory<byte> ReadSpecial(string path, int file, ReadOnlySpan<byte> beginning, int maxBytes)
    {
        long size = Math.Max(SizeOf(path, file) ?? throw Failures.NotAFile(path), beginning.Length);
        if (size > maxBytes)
        {
            throw Failures.TooLarge(path, size, maxBytes);
        }

        byte[] whole = new byte[size + 1];
        beginning.CopyTo(whole);
        int length = beginning.Length;
        for (int count = beginning.Length; count > 0;)
        {
            if (length == whole.Length)
            {
                Array.Resize(ref whole, (int)Math.Min(Math.Max(whole.Length * 2L, LeastRoom), maxBytes + 1L));
            }

            count = ReadSome(path, file, whole.AsSpan(length));
            length += count;
            if (length > maxBytes)
            {
                throw Failures.TooLarge(path, length, maxBytes);
            }
        }

        return whole.AsMemory(0, length);
    }

    private static int Open(string path)
    {
        Span<byte> bytes = stackalloc byte[MaxPathBytes];
        if (path.Length == 0 || path.Contains('\0') || !Encoding.UTF8.TryGetBytes(path, bytes[..^1], out int length))
        {
            throw Failures.InvalidPath(path, MaxPathBytes - 1);
        }

        bytes[length] = 0;
        while (true)
        {
            int file;
            fixed (byte* name = bytes)
            {
                // A pipe without a writer would be waited for.
                file = Open(name, ReadOnly | NonBlocking | NoControllingTerminal | CloseOnExec);
            }

            int error = file < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (error == 0)
            {
                return file;
            }

            if (error != Interrupted)
            {
                throw Failures.OfSystem(path, error);
            }
        }
    }

    private static int ReadSome(string path, int file, Span<byte> target)
    {
        while (true)
        {
            nint count;
            fixed (byte* bytes = target)
            {
                count = Read(file, bytes, (nuint)target.Length);
            }

            int error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (error == 0)
            {
                return (int)count;
            }

            if (error != Interrupted)
            {
                throw Failures.OfSystem(path, error);
            }
        }
    }

    // Null for what is no regular file.
    private static long? SizeOf(string path, int file)
    {
        byte* status = stackalloc byte[StatusLength];
        byte empty = 0;
        if (Statx(file, &empty, EmptyPath, TypeAndSize, status) != 0)
        {
            throw Failures.OfSystem(path, Marshal.GetLastPInvokeError());
        }

        return (*(ushort*)(status + ModeOffset) & TypeMask) == RegularFile ? *(long*)(status + SizeOffset) : null;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int file, byte* target, nuint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static partial int Statx(int folder, byte* path, int flags, uint mask, byte* status);
}
