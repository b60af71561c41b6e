using WhiteMagic.Execution.Files;

namespace WhiteMagic.Execution.Tests.Files;

/// <summary>Memory, in which all files together take as long as is said.</summary>
internal sealed class WarmReader(ManualTime time, TimeSpan each) : IFileReader
{
    public void Dispose()
    {
    }

    public ReadOnlyMemory<byte> Read(string path, SlabBuffer buffer, int maxBytes)
    {
        time.Advance(each);
        return ReadOnlyMemory<byte>.Empty;
    }
}
