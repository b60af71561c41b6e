using System.Globalization;
using System.Text;
using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes what was found for a person: under each file's name its lines, with the first match of each set off.</summary>
internal sealed class FileSearchPages(Reporter output) : FileSearchWriter(output)
{
    private const string Bold = "1";
    private const string Match = "1;31";
    private const string Faint = "2";

    protected override void Write(FileMatches found)
    {
        Output.Heading(SafeText.OneLine(found.Path));
        int width = found.Lines[^1].Number.ToString(CultureInfo.InvariantCulture).Length;
        long expected = found.Lines[0].Number;
        foreach (MatchedLine line in found.Lines)
        {
            if (found.Lines.Count > found.Count && line.Number != expected)
            {
                Write("⋯\n", Faint);
            }

            expected = line.Number + 1;
            Write(line.Number.ToString(CultureInfo.InvariantCulture).PadLeft(width) + "  ", line.IsMatch ? Bold : Faint);
            WriteText(line);
        }

        Output.Line();
    }

    private void WriteText(MatchedLine line)
    {
        ReadOnlySpan<byte> text = line.Utf8.Span;
        if (!line.IsMatch)
        {
            Write(Decode(text) + "\n", Faint);
            return;
        }

        int end = line.MatchStart + line.MatchLength;
        TextWriter writer = Output.Terminal.Out;
        writer.Write(Decode(text[..line.MatchStart]));
        Write(Decode(text[line.MatchStart..end]), Match);
        writer.WriteLine(Decode(text[end..]));
    }

    private void Write(string text, string style) => Output.Terminal.Out.Write(text.Length > 0 ? Output.Styled(text, style) : text);

    private static string Decode(ReadOnlySpan<byte> text) => SafeText.OneBlock(Encoding.UTF8.GetString(text)).Replace('\r', ' ');
}
