namespace WhiteMagic.Storage.Markdown;

/// <summary>A piece of YAML and the characters it takes; aliases stay names and are never expanded.</summary>
internal sealed record YamlNode(YamlKind Kind, YamlStyle Style, int Start, int End)
{
    /// <summary>A scalar's value, an alias's name.</summary>
    public string Value { get; init; } = "";

    /// <summary>A sequence's items; a mapping's keys and values in turn.</summary>
    public IReadOnlyList<YamlNode> Items { get; init; } = [];

    public bool HasAnchor { get; init; }

    public bool IsBlockSequence => this is { Kind: YamlKind.Sequence, Style: YamlStyle.Block };

    public bool IsNothing => this is { Kind: YamlKind.Scalar, Style: YamlStyle.Plain } && Start == End;

    /// <summary>The scalar's text; null for YAML's null and for anything that is no scalar.</summary>
    public string? Text => Kind != YamlKind.Scalar || (Style == YamlStyle.Plain && IsNull(Value)) ? null : Value;

    /// <summary>The text of a mapping's first entry of that name.</summary>
    public string? TextOf(string key)
    {
        for (var i = 0; Kind == YamlKind.Mapping && i + 1 < Items.Count; i += 2)
        {
            if (Items[i].Text == key)
            {
                return Items[i + 1].Text;
            }
        }
        return null;
    }

    private static bool IsNull(string value) => value is "" or "~" or "null" or "Null" or "NULL";
}
