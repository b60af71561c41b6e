using System.Globalization;
using System.Text;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes lines as grep does, for programs: <c>path:12:text</c>, lines around a match with <c>-</c> instead.</summary>
internal sealed class FileSearchLines(Reporter output) : FileSearchWriter(output)
{
    private readonly char[] _number = new char[20];
    private char[] _text = new char[1024];
    private bool _hasWritten;

    protected override void Write(FileMatches found)
    {
        TextWriter writer = Output.Terminal.Out;
        bool hasContext = found.Lines.Count > found.Count;
        long expected = 0;
        foreach (MatchedLine line in found.Lines)
        {
            if (hasContext && _hasWritten && line.Number != expected)
            {
                writer.WriteLine("--");
            }

            char mark = line.IsMatch ? ':' : '-';
            writer.Write(found.Path);
            writer.Write(mark);
            line.Number.TryFormat(_number, out int digits, provider: CultureInfo.InvariantCulture);
            writer.Write(_number.AsSpan(0, digits));
            writer.Write(mark);
            writer.WriteLine(Decode(line.Utf8.Span));
            (expected, _hasWritten) = (line.Number + 1, true);
        }
    }

    private ReadOnlySpan<char> Decode(ReadOnlySpan<byte> line)
    {
        if (_text.Length < line.Length)
        {
            _text = new char[line.Length * 2];
        }

        return _text.AsSpan(0, Encoding.UTF8.GetChars(line, _text));
    }
}
