using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace WhiteMagic.Execution.Files.Walking;

/// <summary>Lists folders by the kernel's own records, thousands of names to a system call.</summary>
internal sealed class LinuxFolderSource : IFolderSource
{
    private const int BufferLength = 64 << 10;
    private const int LengthOffset = 16;
    private const int KindOffset = 18;
    private const int NameOffset = 19;

    public LinuxFileKind Describe(string path)
    {
        if (path.Length == 0 || path.Contains('\0'))
        {
            throw Failures.InvalidPath(path, 4095);
        }

        int error = LinuxFile.Describe(Encoding.UTF8.GetBytes(path + '\0'), followLink: true, out LinuxFileKind kind, out _);
        return error < 0 ? throw Failures.OfSystem(path, -error) : kind;
    }

    public void List(ReadOnlySpan<byte> path, FolderListing listing, bool followsLink)
    {
        int folder = LinuxFile.Open([.. path, 0], LinuxFile.Directory | (followsLink ? 0 : LinuxFile.NoLinks));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            // A folder on a disk has a size.
            listing.IsMadeUp = folder >= 0 && LinuxFile.Describe(folder, out _, out long size) == 0 && size == 0;
            int count = folder;
            while (count >= 0 && (count = LinuxFile.ReadFolder(folder, buffer)) > 0)
            {
                AddAll(buffer.AsSpan(0, count), path, listing);
            }

            if (count < 0)
            {
                throw Failures.OfSystem(Encoding.UTF8.GetString(path), -count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (folder >= 0)
            {
                LinuxFile.Close(folder);
            }
        }
    }

    private static void AddAll(ReadOnlySpan<byte> entries, ReadOnlySpan<byte> path, FolderListing listing)
    {
        while (!entries.IsEmpty)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(entries[LengthOffset..]);
            ReadOnlySpan<byte> name = entries[NameOffset..length];
            name = name[..name.IndexOf((byte)0)];
            var kind = (LinuxFileKind)entries[KindOffset];
            entries = entries[length..];
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                listing.Add(name, kind == LinuxFileKind.Unknown ? KindOf(path, name) : kind);
            }
        }
    }

    // Some file systems leave the kind out; who vanished meanwhile is said to be a file, and not found when opened.
    private static LinuxFileKind KindOf(ReadOnlySpan<byte> folder, ReadOnlySpan<byte> name) =>
        LinuxFile.Describe([.. folder, (byte)'/', .. name, 0], followLink: false, out LinuxFileKind kind, out _) < 0 ? LinuxFileKind.File : kind;
}
