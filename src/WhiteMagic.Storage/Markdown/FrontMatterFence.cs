namespace WhiteMagic.Storage.Markdown;

/// <summary>Where the lines around the front matter stand in a file's UTF-8 content.</summary>
/// <param name="Start">The first byte after the opening line.</param>
/// <param name="End">The first byte of the closing line; -1 when there is none.</param>
/// <param name="After">The first byte after the closing line.</param>
internal readonly record struct FrontMatterFence(int Start, int End, int After)
{
    public bool IsClosed => End >= 0;

    /// <summary>Finds the fence; null when the first line does not open one.</summary>
    public static FrontMatterFence? Find(ReadOnlySpan<byte> content)
    {
        var start = LineEnd(content, 0);
        if (!IsMarker(content[..start], "---"u8))
        {
            return null;
        }
        for (var at = start; at < content.Length;)
        {
            var next = LineEnd(content, at);
            var line = content[at..next];
            if (IsMarker(line, "---"u8) || IsMarker(line, "..."u8))
            {
                return new FrontMatterFence(start, at, next);
            }
            at = next;
        }
        return new FrontMatterFence(start, -1, -1);
    }

    private static int LineEnd(ReadOnlySpan<byte> content, int at)
    {
        var length = content[at..].IndexOf((byte)'\n');
        return length < 0 ? content.Length : at + length + 1;
    }

    private static bool IsMarker(ReadOnlySpan<byte> line, ReadOnlySpan<byte> marker) =>
        line.StartsWith(marker) && line[marker.Length..].Trim(" \t\r\n"u8).IsEmpty;
}
