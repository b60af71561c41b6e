using System.Text;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Replaces or extends what comes after the front matter.</summary>
internal static class MarkdownBody
{
    /// <summary>Gives the bytes from the body's start to the file's end; null when they stay.</summary>
    public static byte[]? Edit(MarkdownDocument document, MarkdownEdit edit, string newline)
    {
        var added = string.IsNullOrEmpty(edit.Append) ? null : edit.Append;
        if (edit.Body is { } body)
        {
            body = TextLines.WithBreaks(added is null ? body : $"{body}\n{added}", newline);
            return body == document.Body || edit.Body == document.Body && added is null ? null : Ended(body, newline);
        }
        if (added is null)
        {
            return null;
        }
        added = TextLines.WithBreaks(added, newline);
        var present = document.Content[document.Layout.Body.Start..];
        if (document.Layout.Body is var range && range.Start.Value == range.End.Value)
        {
            return Ended(added, newline);
        }
        var between = present[^1] == '\n' ? "" : TextLines.BreakAfter(present, newline);
        return [.. present, .. Encoding.UTF8.GetBytes(between), .. Ended(added, newline)];
    }

    /// <summary>The bytes between the front matter and the body: a blank line unless the file never had one.</summary>
    public static ReadOnlySpan<byte> Separator(MarkdownDocument document, ReadOnlySpan<byte> body, ReadOnlySpan<byte> blank)
    {
        var layout = document.Layout;
        var wasJoined = document.HasFrontMatter && !layout.HasBlankLine && layout.After < document.Content.Length;
        if (document.HasFrontMatter && layout.HasBlankLine)
        {
            return document.Content[layout.After..layout.Body.Start.Value];
        }
        return body.IsEmpty || (wasJoined && !body.StartsWith("\n"u8) && !body.StartsWith("\r\n"u8)) ? [] : blank;
    }

    /// <summary>Tells a body that, first in a file, would be taken for front matter or a byte order mark.</summary>
    public static bool NeedsFrontMatter(ReadOnlySpan<byte> body) =>
        body.StartsWith("\uFEFF"u8) || FrontMatterFence.Find(body) is not null;

    private static byte[] Ended(string text, string newline)
    {
        if (text.Length == 0)
        {
            return [];
        }
        var end = TextLines.BreakAfter(text, newline);
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + end.Length];
        _ = Encoding.UTF8.GetBytes(end, bytes.AsSpan(Encoding.UTF8.GetBytes(text, bytes)));
        return bytes;
    }
}
