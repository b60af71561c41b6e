namespace WhiteMagic.Execution.Files;

/// <summary>Reads whole files, one after the other; of one thread.</summary>
internal interface IFileReader : IDisposable
{
    /// <summary>Reads a file into a buffer.</summary>
    /// <exception cref="FileReadException">It cannot be read, or holds more than is allowed.</exception>
    ReadOnlyMemory<byte> Read(string path, SlabBuffer buffer, int maxBytes);
}
