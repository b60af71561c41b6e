using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Execution.Tests.Files.Searching;

/// <summary>A file on a slow disk.</summary>
internal sealed class SlowFile(SlowDisk disk) : SearchFile
{
    private readonly PortableSearchFile _file = new();

    public override void Open(ReadOnlySpan<byte> path, bool followsLink, bool isMadeUp)
    {
        disk.Wait();
        _file.Open(path, followsLink, isMadeUp);
    }

    public override int Read(Span<byte> target) => _file.Read(target);

    public override long Measure() => _file.Measure();

    public override void Close() => _file.Close();
}
