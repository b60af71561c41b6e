using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Reads tags from front matter, and gives them their one form: trimmed, lower case, once each, in order.</summary>
internal static class MarkdownTags
{
    public static IReadOnlyList<string> Read(YamlNode? value) => value switch
    {
        { Kind: YamlKind.Sequence } => Normalise(value.Items.Select(item => item.Text)),
        { Text: { } text } => Normalise(text.Split(',')),
        _ => [],
    };

    public static IReadOnlyList<string> Normalise(IEnumerable<string?> tags) =>
        TagList.Normalize(tags.OfType<string>().Select(MarkdownText.Storable));

    public static string? Normalise(string? tag) =>
        string.IsNullOrWhiteSpace(tag) ? null : MarkdownText.Storable(tag).Trim().ToLowerInvariant();
}
