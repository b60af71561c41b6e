using System.Text;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Execution.Tests.Files.Searching;

/// <summary>A file that goes on for ever if it is named so, and is as it stands on the disk else.</summary>
internal sealed class EndlessFile(string text) : SearchFile
{
    private readonly byte[] _text = Encoding.UTF8.GetBytes(text);
    private readonly PortableSearchFile _file = new();
    private bool _isEndless;
    private long _place;

    public override void Open(ReadOnlySpan<byte> path, bool followsLink, bool isMadeUp)
    {
        (_isEndless, _place) = (path.EndsWith("endless\0"u8), 0);
        _file.Open(path, followsLink, isMadeUp);
    }

    public override int Read(Span<byte> target)
    {
        if (!_isEndless)
        {
            return _file.Read(target);
        }

        foreach (ref byte value in target)
        {
            value = _text[_place++ % _text.Length];
        }

        return target.Length;
    }

    public override long Measure() => _isEndless ? long.MaxValue : _file.Measure();

    public override void Close() => _file.Close();
}
