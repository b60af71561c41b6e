using System.Text;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Execution.Interleavings.Tests.Files;

/// <summary>A file with one line, which is what is looked for.</summary>
internal sealed class ExploredSearchFile(ExploredDisk disk, Action<string> begin, Action end) : SearchFile
{
    public const string Text = "needle";

    public override void Open(ReadOnlySpan<byte> path, bool followsLink, bool isMadeUp)
    {
        begin(Encoding.UTF8.GetString(path[..^1]));
        disk.Wait();
    }

    public override int Read(Span<byte> target) => Encoding.UTF8.GetBytes(Text, target);

    public override long Measure() => Text.Length;

    public override void Close()
    {
        disk.Wait();
        end();
    }
}
