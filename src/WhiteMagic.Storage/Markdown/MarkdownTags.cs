using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Reads tags from front matter: a YAML list, or text with commas.</summary>
internal static class MarkdownTags
{
    public static IReadOnlyList<string> Read(YamlNode? value) => value switch
    {
        { Kind: YamlKind.Sequence } => TagList.Normalize(value.Items.Select(item => item.Text).OfType<string>()),
        { Text: { } text } => TagList.Normalize(text.Split(',')),
        _ => [],
    };

    public static string? ReadOne(YamlNode item) => item.Text is { } text && TagList.Normalize([text]) is [var tag] ? tag : null;
}
