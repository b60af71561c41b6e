using System.Runtime.CompilerServices;
using System.Text;

namespace WhiteMagic.Execution.Files;

/// <summary>Reads files by three system calls each, open, read and close; those of one folder by their names in it.</summary>
internal sealed class LinuxFileReader : IFileReader
{
    // With less room than this the next slab is begun; nearly every text fits.
    private const int LeastRoom = 64 << 10;

    private const int MaxPathBytes = 4096;

    private readonly LastFolder _folder = new();

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
            LinuxFile.Close(file);
        }
    }

    public void Dispose() => _folder.Dispose();

    // Nothing came, as of a pipe that nobody writes to, or there may be more.
    private static ReadOnlyMemory<byte> ReadSpecial(string path, int file, ReadOnlySpan<byte> beginning, int maxBytes)
    {
        long size = Math.Max(SizeOf(path, file), beginning.Length);
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

    [SkipLocalsInit]
    private int Open(string path)
    {
        (int folder, int start) = _folder.Enter(path);
        Span<byte> bytes = stackalloc byte[MaxPathBytes];
        if (path.Length == 0 || path.Contains('\0') || !Encoding.UTF8.TryGetBytes(path.AsSpan(start), bytes[..^1], out int length))
        {
            throw Failures.InvalidPath(path, MaxPathBytes - 1);
        }

        bytes[length] = 0;
        int file = LinuxFile.Open(folder, bytes, 0);
        return file >= 0 ? file : throw Failures.OfSystem(path, -file);
    }

    private static int ReadSome(string path, int file, Span<byte> target)
    {
        int count = LinuxFile.Read(file, target);
        return count >= 0 ? count : throw Failures.OfSystem(path, -count);
    }

    private static long SizeOf(string path, int file) => LinuxFile.Describe(file, out LinuxFileKind kind, out long size) switch
    {
        < 0 and var error => throw Failures.OfSystem(path, -error),
        _ when kind != LinuxFileKind.File => throw Failures.NotAFile(path),
        _ => size,
    };
}
