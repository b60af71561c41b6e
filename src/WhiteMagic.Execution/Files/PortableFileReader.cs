using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Execution.Files;

/// <summary>Reads files by the runtime's own means, on any system.</summary>
internal sealed class PortableFileReader : IFileReader
{
    public ReadOnlyMemory<byte> Read(string path, SlabBuffer buffer, int maxBytes)
    {
        try
        {
            using SafeFileHandle file = PortableFile.Open(path);
            return WholeFile.Read(path, (target, place) => RandomAccess.Read(file, target, place), 0, RandomAccess.GetLength(file), buffer, maxBytes);
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
}
