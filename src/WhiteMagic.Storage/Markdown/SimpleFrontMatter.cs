namespace WhiteMagic.Storage.Markdown;

/// <summary>Reads the front matter that nearly every memory has, `key: text`, `key: [a, b]` and `- item` lines, without a YAML parser.</summary>
/// <remarks>It takes only what YAML reads the same way, and leaves everything else to <see cref="YamlReader"/>.</remarks>
internal static class SimpleFrontMatter
{
    private const int MaxKeyLength = 64;

    public static IReadOnlyList<FrontMatterEntry>? Read(string text)
    {
        var entries = new List<FrontMatterEntry>(8);
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf('\n', at) is >= 0 and var found ? found + 1 : text.Length;
            var line = text.AsSpan(at, next - at);
            line = line.EndsWith("\r\n") ? line[..^2] : line.EndsWith('\n') ? line[..^1] : line;
            if (!line.IsEmpty)
            {
                if (ReadItem(text, at, line) is { } item)
                {
                    if (entries.Count == 0 || WithItem(entries[^1], text, item) is not { } list)
                    {
                        return null;
                    }
                    entries[^1] = list;
                }
                else if (ReadLine(text, at, line) is { } entry)
                {
                    entries.Add(entry);
                }
                else
                {
                    return null;
                }
            }
            at = next;
        }
        return entries.Count == 0 ? null : entries;
    }

    private static FrontMatterEntry? ReadLine(string text, int at, ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(':');
        if (colon is < 1 or > MaxKeyLength || !IsKey(line[..colon]))
        {
            return null;
        }
        var rest = line[(colon + 1)..];
        var start = rest.IndexOfAnyExcept(' ');
        var value = rest switch
        {
            { IsEmpty: true } => new YamlNode(YamlKind.Scalar, YamlStyle.Plain, at + colon + 1, at + colon + 1),
            _ when start < 1 => null,
            _ => ReadValue(text, (at + colon + 1 + start)..(at + line.Length)),
        };
        return value is null ? null : new FrontMatterEntry(line[..colon].ToString(), at, at + colon, value);
    }

    private static YamlNode? ReadItem(string text, int at, ReadOnlySpan<char> line)
    {
        var dash = line.IndexOfAnyExcept(' ');
        if (dash < 0 || !line[dash..].StartsWith("- "))
        {
            return null;
        }
        var start = line[(dash + 1)..].IndexOfAnyExcept(' ');
        return start < 0 ? null : ReadText(text, (at + dash + 1 + start)..(at + line.Length));
    }

    // A list stands below a key without a value, each item as far from the margin as the first.
    private static FrontMatterEntry? WithItem(FrontMatterEntry entry, string text, YamlNode item)
    {
        if (entry.Value.IsNothing)
        {
            var dash = text.LastIndexOf('-', item.Start - 1);
            return entry with { Value = new YamlNode(YamlKind.Sequence, YamlStyle.Block, dash, item.End) { Items = new List<YamlNode> { item } } };
        }
        if (!entry.Value.IsBlockSequence || MarginOf(text, entry.Value.Start) != MarginOf(text, text.LastIndexOf('-', item.Start - 1)))
        {
            return null;
        }
        ((List<YamlNode>)entry.Value.Items).Add(item);
        return entry with { Value = entry.Value with { End = item.End } };
    }

    private static int MarginOf(string text, int at) => at - text.LastIndexOf('\n', at) - 1;

    private static YamlNode? ReadValue(string text, Range range)
    {
        var value = text.AsSpan()[range];
        return value[0] == '[' ? ReadList(text, range) : ReadText(text, range);
    }

    private static YamlNode? ReadText(string text, Range range)
    {
        var value = text.AsSpan()[range];
        return value[0] == '"'
            ? IsQuoted(value) ? Scalar(text, range, YamlStyle.Quoted, value[1..^1]) : null
            : IsPlain(value) ? Scalar(text, range, YamlStyle.Plain, value) : null;
    }

    private static YamlNode Scalar(string text, Range range, YamlStyle style, ReadOnlySpan<char> value)
    {
        var (start, length) = range.GetOffsetAndLength(text.Length);
        return new YamlNode(YamlKind.Scalar, style, start, start + length) { Value = value.ToString() };
    }

    private static YamlNode? ReadList(string text, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(text.Length);
        var end = start + length;
        if (length < 2 || text[end - 1] != ']')
        {
            return null;
        }
        var items = new List<YamlNode>();
        var inside = text.AsSpan(start + 1, length - 2);
        if (!inside.IsEmpty)
        {
            foreach (var part in inside.Split(','))
            {
                var item = inside[part];
                var from = start + 1 + part.Start.Value + (item.Length - item.TrimStart(' ').Length);
                item = item.Trim(' ');
                if (!IsListItem(item))
                {
                    return null;
                }
                items.Add(Scalar(text, from..(from + item.Length), YamlStyle.Plain, item));
            }
        }
        return new YamlNode(YamlKind.Sequence, YamlStyle.Flow, start, end) { Items = items };
    }

    private static bool IsKey(ReadOnlySpan<char> key)
    {
        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }
        return char.IsAsciiLetter(key[0]);
    }

    private static bool IsPlain(ReadOnlySpan<char> value)
    {
        if (!char.IsLetterOrDigit(value[0]) || value[^1] is ' ' or ':')
        {
            return false;
        }
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (!IsPrintable(c) || (c == ' ' && value[i + 1] == '#') || (c == ':' && value[i + 1] == ' '))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<char> value)
    {
        if (value.Length < 2 || value[^1] != '"' || value[1..^1].ContainsAny('"', '\\'))
        {
            return false;
        }
        foreach (var c in value)
        {
            if (!IsPrintable(c))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsListItem(ReadOnlySpan<char> item)
    {
        foreach (var c in item)
        {
            if (!char.IsLetterOrDigit(c) && c is not (' ' or '_' or '-' or '.' or '/' or '+'))
            {
                return false;
            }
        }
        return !item.IsEmpty && char.IsLetterOrDigit(item[0]);
    }

    // Not a control, not one of YAML's other line breaks, not a byte order mark.
    private static bool IsPrintable(char c) => c is (>= ' ' and < '\x7f') or (> '\xa0' and not ('\u2028' or '\u2029' or '\ufeff'));
}
