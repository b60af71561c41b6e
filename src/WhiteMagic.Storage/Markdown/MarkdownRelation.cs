namespace WhiteMagic.Storage.Markdown;

/// <summary>One entry of `related_to`; the target is an id as it was written.</summary>
internal sealed record MarkdownRelation(string Target, string Type, string? Description = null)
{
    public const string DefaultType = "relates_to";

    public static IReadOnlyList<MarkdownRelation> ReadAll(YamlNode? value) =>
        value is { Kind: YamlKind.Sequence } ? [.. value.Items.Select(Read).OfType<MarkdownRelation>()] : [];

    /// <summary>Reads `{id | filename, type, description}` or a bare id; null when no target is named.</summary>
    public static MarkdownRelation? Read(YamlNode item)
    {
        var target = item.Kind == YamlKind.Mapping ? item.TextOf("id") ?? item.TextOf("filename") : item.Text;
        return string.IsNullOrWhiteSpace(target)
            ? null
            : new MarkdownRelation(target, item.TextOf("type") ?? DefaultType, item.TextOf("description"));
    }

    public MarkdownRelation Storable() => new(
        MarkdownText.Storable(Target),
        MarkdownText.Storable(Type),
        Description is null ? null : MarkdownText.Storable(Description));
}
