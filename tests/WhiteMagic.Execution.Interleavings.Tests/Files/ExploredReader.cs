using System.Globalization;
using WhiteMagic.Execution.Files;

namespace WhiteMagic.Execution.Interleavings.Tests.Files;

/// <summary>Reads files that hold their own numbers.</summary>
internal sealed class ExploredReader(ExploredDisk disk, Action<int> begin, Action end) : IFileReader
{
    public ReadOnlyMemory<byte> Read(string path, SlabBuffer buffer, int maxBytes)
    {
        var number = int.Parse(path, CultureInfo.InvariantCulture);
        begin(number);
        disk.Wait();
        buffer.Rest(1)[0] = (byte)number;
        disk.Wait();
        end();
        return buffer.Keep(1);
    }

    public void Dispose()
    {
    }
}
