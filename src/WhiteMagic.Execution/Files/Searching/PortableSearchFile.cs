using System.Text;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Reads by the runtime's own means, on any system.</summary>
internal sealed class PortableSearchFile : SearchFile
{
    private SafeFileHandle? _file;
    private long _offset;

    public override void Open(ReadOnlySpan<byte> path, bool followsLink, bool isMadeUp) => _ = Guard(Encoding.UTF8.GetString(path[..^1]), name =>
    {
        if (!followsLink && new FileInfo(name).LinkTarget is not null)
        {
            throw Failures.NotAFile(name);
        }

        _file = PortableFile.Open(name);
        _offset = 0;
        return 0;
    });

    public override int Read(Span<byte> target)
    {
        try
        {
            int length = 0;
            while (length < target.Length && RandomAccess.Read(_file!, target[length..], _offset) is var count and > 0)
            {
                length += count;
                _offset += count;
            }

            return length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Failures.Of("", error);
        }
    }

    public override long Measure() => Guard("", _ => RandomAccess.GetLength(_file!));

    public override void Close()
    {
        _file?.Dispose();
        _file = null;
    }

    private static long Guard(string path, Func<string, long> work)
    {
        try
        {
            return work(path);
        }
        catch (Exception error) when (error is not FileReadException and (IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException))
        {
            throw Failures.Of(path, error);
        }
    }
}
