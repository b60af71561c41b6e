using System.Buffers;
using System.Text;
using System.Text.Unicode;
using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Markdown;

/// <summary>A file's bytes as UTF-8 without a mark, whatever they were, and the way back.</summary>
internal sealed class MarkdownText
{
    public const int MaxBytes = 16 * 1024 * 1024;

    private static readonly UnicodeEncoding StrictLittleEndian = new(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding StrictBigEndian = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    private MarkdownText(TextEncoding encoding, ReadOnlyMemory<byte> content, RecordProblem? problem = null)
    {
        Encoding = encoding;
        Content = content;
        Problem = problem;
    }

    public TextEncoding Encoding { get; }

    /// <summary>UTF-8 without a byte order mark; with a problem, the nearest readable text.</summary>
    public ReadOnlyMemory<byte> Content { get; }

    public RecordProblem? Problem { get; }

    public static MarkdownText Decode(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
        {
            var reason = $"the file is {bytes.Length} bytes; the most is {MaxBytes}; split it";
            return new MarkdownText(TextEncoding.Utf8, Readable(bytes.Span[..MaxBytes]), new RecordProblem(reason, 0));
        }
        return bytes.Span switch
        {
            [0xEF, 0xBB, 0xBF, ..] => DecodeUtf8(bytes[3..], TextEncoding.Utf8WithMark),
            [0xFF, 0xFE, ..] => DecodeUtf16(bytes.Span[2..], TextEncoding.Utf16LittleEndian),
            [0xFE, 0xFF, ..] => DecodeUtf16(bytes.Span[2..], TextEncoding.Utf16BigEndian),
            _ => DecodeUtf8(bytes, TextEncoding.Utf8),
        };
    }

    /// <summary>Gives content as this file's bytes: the same array where nothing is to be changed.</summary>
    public byte[] Encode(byte[] content) => Encoding switch
    {
        TextEncoding.Utf8WithMark => [0xEF, 0xBB, 0xBF, .. content],
        TextEncoding.Utf16LittleEndian => [0xFF, 0xFE, .. StrictLittleEndian.GetBytes(Text(content))],
        TextEncoding.Utf16BigEndian => [0xFE, 0xFF, .. StrictBigEndian.GetBytes(Text(content))],
        _ => content,
    };

    public static string Text(ReadOnlySpan<byte> content) => System.Text.Encoding.UTF8.GetString(content);

    /// <summary>Replaces what no text file can hold, NUL and half surrogate pairs, by U+FFFD as CommonMark does.</summary>
    public static string Storable(string text)
    {
        var span = text.AsSpan();
        if (!span.Contains('\0') && !span.ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return text;
        }
        var builder = new StringBuilder(text.Length);
        foreach (var rune in span.EnumerateRunes())
        {
            builder.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        }
        return builder.ToString();
    }

    private static MarkdownText DecodeUtf8(ReadOnlyMemory<byte> content, TextEncoding encoding)
    {
        var span = content.Span;
        if (!Utf8.IsValid(span))
        {
            var at = FirstInvalid(span);
            var mark = encoding == TextEncoding.Utf8WithMark ? 3 : 0;
            var problem = new RecordProblem($"not valid UTF-8 at byte {at + mark}; save the file as UTF-8, or move it out of the store if it is no text", LineAt(span, at));
            return new MarkdownText(encoding, Readable(span), problem);
        }
        return Checked(encoding, content);
    }

    private static MarkdownText DecodeUtf16(ReadOnlySpan<byte> units, TextEncoding encoding)
    {
        var (strict, lenient) = encoding == TextEncoding.Utf16LittleEndian
            ? (StrictLittleEndian, System.Text.Encoding.Unicode)
            : (StrictBigEndian, System.Text.Encoding.BigEndianUnicode);
        try
        {
            return Checked(encoding, System.Text.Encoding.UTF8.GetBytes(strict.GetString(units)));
        }
        catch (ArgumentException)
        {
            var readable = System.Text.Encoding.UTF8.GetBytes(Storable(lenient.GetString(units)));
            return new MarkdownText(encoding, readable, new RecordProblem("not valid UTF-16; save the file as UTF-8", 0));
        }
    }

    private static MarkdownText Checked(TextEncoding encoding, ReadOnlyMemory<byte> content)
    {
        var nul = content.Span.IndexOf((byte)0);
        if (nul < 0)
        {
            return new MarkdownText(encoding, content);
        }
        var problem = new RecordProblem("a NUL character: the file is binary, not text; remove the character, or move the file out of the store", LineAt(content.Span, nul));
        return new MarkdownText(encoding, Readable(content.Span), problem);
    }

    private static byte[] Readable(ReadOnlySpan<byte> content) => System.Text.Encoding.UTF8.GetBytes(Storable(Text(content)));

    private static int LineAt(ReadOnlySpan<byte> content, int at) => content[..at].Count((byte)'\n') + 1;

    private static int FirstInvalid(ReadOnlySpan<byte> content)
    {
        var at = 0;
        while (at < content.Length && Rune.DecodeFromUtf8(content[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }
        return at;
    }
}
