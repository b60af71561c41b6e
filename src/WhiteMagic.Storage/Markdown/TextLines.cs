namespace WhiteMagic.Storage.Markdown;

internal static class TextLines
{
    /// <summary>Finds where the line that holds a character ends, its line break included.</summary>
    public static int EndOf(string text, int at) => text.IndexOf('\n', Math.Min(at, text.Length)) is >= 0 and var found ? found + 1 : text.Length;

    public static int StartOf(string text, int at) => text.AsSpan(0, at).LastIndexOf('\n') + 1;

    /// <summary>The line break most of a file's lines end with.</summary>
    public static string BreakOf(ReadOnlySpan<byte> content) =>
        content.Count("\r\n"u8) * 2 > content.Count((byte)'\n') ? "\r\n" : "\n";

    /// <summary>The break that ends a line without running into its last character.</summary>
    public static string BreakAfter(ReadOnlySpan<byte> text, string newline) => text is [.., (byte)'\r'] ? "\r\n" : newline;

    /// <inheritdoc cref="BreakAfter(ReadOnlySpan{byte}, string)"/>
    public static string BreakAfter(string text, string newline) => text.EndsWith('\r') ? "\r\n" : newline;

    /// <summary>Gives a text the line breaks of the file it goes into.</summary>
    public static string WithBreaks(string text, string newline) =>
        newline == "\n" ? text : text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", newline, StringComparison.Ordinal);
}
