using System.Runtime.CompilerServices;
using System.Text;

namespace WhiteMagic.Execution.Files;

/// <summary>Reads files by three system calls each, open, pread and close; those of one folder by their names in it.</summary>
internal sealed class LinuxFileReader : IFileReader
{
    private const int MaxPathBytes = 4096;
    private const int IsALink = 40;
    private const int CannotSeek = 29;
    private const int TooManyInAll = 23;
    private const int TooManyHere = 24;

    private readonly LastFolder _folder = new();

    public ReadOnlyMemory<byte> Read(string path, SlabBuffer buffer, int maxBytes)
    {
        int file = Open(path, out bool isLink);
        try
        {
            Span<byte> rest = buffer.Rest(WholeFile.LeastRoom);

            // Reading at a place costs what reading on does, and takes nothing out of a pipe.
            int count = _folder.IsTrusted && !isLink ? LinuxFile.ReadAt(file, rest, 0) : 0;

            // A file on a disk gives less than was asked for only at its end.
            bool isWhole = count > 0 && count < rest.Length && count <= maxBytes;
            return isWhole ? buffer.Keep(count) : ReadWarily(path, file, Math.Max(0, count), isLink, buffer, maxBytes);
        }
        finally
        {
            LinuxFile.Close(file);
        }
    }

    public void Dispose() => _folder.Dispose();

    // It may be no file, give a page at a time as those of /proc do, or hold more.
    private ReadOnlyMemory<byte> ReadWarily(string path, int file, int begun, bool isLink, SlabBuffer buffer, int maxBytes)
    {
        long size = SizeOf(path, file);
        ReadOnlyMemory<byte> bytes = WholeFile.Read(path, (target, place) => ReadSome(path, file, target, place), begun, size, buffer, maxBytes);

        // Where one file is as long as it says, the others of its folder are on a disk too.
        if (!isLink && size > 0 && bytes.Length == size)
        {
            _folder.Trust();
        }

        return bytes;
    }

    private int Open(string path, out bool isLink)
    {
        int file = TryOpen(path, out isLink);
        if (file is -TooManyHere or -TooManyInAll && _folder.Forget())
        {
            file = TryOpen(path, out isLink);
        }

        return file >= 0 ? file : throw Failures.OfSystem(path, -file);
    }

    [SkipLocalsInit]
    private int TryOpen(string path, out bool isLink)
    {
        (int folder, int start) = _folder.Enter(path);
        Span<byte> bytes = stackalloc byte[MaxPathBytes];
        if (path.Length == 0 || path.Contains('\0') || !Encoding.UTF8.TryGetBytes(path.AsSpan(start), bytes[..^1], out int length))
        {
            throw Failures.InvalidPath(path, MaxPathBytes - 1);
        }

        bytes[length] = 0;
        int file = LinuxFile.Open(folder, bytes, LinuxFile.NoLinks);
        isLink = file == -IsALink;
        return isLink ? LinuxFile.Open(folder, bytes, 0) : file;
    }

    private static int ReadSome(string path, int file, Span<byte> target, int place)
    {
        int count = LinuxFile.ReadAt(file, target, place);
        count = count == -CannotSeek ? LinuxFile.Read(file, target) : count;
        return count >= 0 ? count : throw Failures.OfSystem(path, -count);
    }

    private static long SizeOf(string path, int file) => LinuxFile.Describe(file, out LinuxFileKind kind, out long size) switch
    {
        < 0 and var error => throw Failures.OfSystem(path, -error),
        _ when kind != LinuxFileKind.File => throw Failures.NotAFile(path),
        _ => size,
    };
}
