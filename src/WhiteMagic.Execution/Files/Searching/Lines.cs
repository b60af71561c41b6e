namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Finds where lines begin and end; a carriage return before the line feed belongs to neither line.</summary>
internal static class Lines
{
    public static int StartOf(ReadOnlySpan<byte> text, int place) => text[..place].LastIndexOf((byte)'\n') + 1;

    /// <summary>Where the line feed is, or the end of the text.</summary>
    public static int EndOf(ReadOnlySpan<byte> text, int place) =>
        text[place..].IndexOf((byte)'\n') is var end and >= 0 ? place + end : text.Length;

    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> line = text[start..end];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }
}
