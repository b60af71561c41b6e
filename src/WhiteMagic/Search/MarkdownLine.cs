using System.Runtime.InteropServices;

namespace WhiteMagic.Search;

/// <summary>One line of Markdown without its line ending, and what it begins.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MarkdownLine(int Number, int Start, int End, MarkdownLineKind Kind)
{
    public static MarkdownLine Read(ReadOnlySpan<char> body, int number, int start)
    {
        var length = body[start..].IndexOf('\n');
        var end = length < 0 ? body.Length : start + length;
        var text = body[start..end].TrimEnd('\r');
        return new(number, start, start + text.Length, KindOf(text.TrimStart()));
    }

    private static MarkdownLineKind KindOf(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return MarkdownLineKind.Blank;
        }

        return text[0] switch
        {
            '#' when text.TrimStart('#') is [' ' or '\t', ..] or [] => MarkdownLineKind.Heading,
            '`' when text.StartsWith("```") => MarkdownLineKind.Fence,
            '~' when text.StartsWith("~~~") => MarkdownLineKind.Fence,
            '-' or '*' or '+' when text is [_, ' ' or '\t', ..] => MarkdownLineKind.ListItem,
            >= '0' and <= '9' when text.TrimStart("0123456789") is ['.' or ')', ' ' or '\t', ..] => MarkdownLineKind.ListItem,
            _ => MarkdownLineKind.Text,
        };
    }
}
