using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Execution.Files;

/// <summary>Reads files by the runtime's own means, on any system.</summary>
internal sealed class PortableFileReader : IFileReader
{
    private const int LeastRoom = 64 << 10;

    public ReadOnlyMemory<byte> Read(string path, SlabBuffer buffer, int maxBytes)
    {
        try
        {
            using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            long size = RandomAccess.GetLength(file);
            if (size > maxBytes)
            {
                throw Failures.TooLarge(path, size, maxBytes);
            }

            return size < LeastRoom ? ReadSmall(file, buffer, (int)size) : ReadLarge(file, (int)size);
        }
        catch (Exception failure) when (failure is not FileReadException and (IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException))
        {
            throw Failures.Of(path, failure);
        }
    }

    public void Dispose()
    {
        // Nothing is kept from one file to the next.
    }

    private static ReadOnlyMemory<byte> ReadSmall(SafeFileHandle file, SlabBuffer buffer, int size) =>
        buffer.Keep(ReadAll(file, buffer.Rest(LeastRoom)[..size]));

    private static ReadOnlyMemory<byte> ReadLarge(SafeFileHandle file, int size)
    {
        byte[] whole = GC.AllocateUninitializedArray<byte>(size);
        return whole.AsMemory(0, ReadAll(file, whole));
    }

    private static int ReadAll(SafeFileHandle file, Span<byte> target)
    {
        int length = 0;
        while (length < target.Length && RandomAccess.Read(file, target[length..], length) is var count and > 0)
        {
            length += count;
        }

        return length;
    }
}
