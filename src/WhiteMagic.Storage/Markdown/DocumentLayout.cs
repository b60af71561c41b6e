namespace WhiteMagic.Storage.Markdown;

/// <summary>Where the parts of a file stand in its UTF-8 content.</summary>
/// <param name="FrontMatter">Between the `---` lines; empty at the start when there are none.</param>
/// <param name="After">The first byte after the closing line.</param>
/// <param name="Body">What <see cref="MarkdownDocument.Body"/> shows.</param>
internal readonly record struct DocumentLayout(Range FrontMatter, int After, Range Body)
{
    public static DocumentLayout Of(ReadOnlySpan<byte> content, FrontMatterFence? fence)
    {
        var after = fence?.After ?? 0;
        var start = after + (fence is null ? 0 : LeadingBreak(content[after..]));
        var body = content[start..];
        var length = body.Length - (body.EndsWith("\r\n"u8) ? 2 : body.EndsWith("\n"u8) ? 1 : 0);
        var frontMatter = fence is { } found ? found.Start..found.End : 0..0;
        return new DocumentLayout(frontMatter, after, start..(start + length));
    }

    public bool HasBlankLine => Body.Start.Value > After;

    private static int LeadingBreak(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("\r\n"u8) ? 2 : rest.StartsWith("\n"u8) ? 1 : 0;
}
