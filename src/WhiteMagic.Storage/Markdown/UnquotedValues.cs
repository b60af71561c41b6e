namespace WhiteMagic.Storage.Markdown;

/// <summary>Reads front matter whose title, dates or tags were written without the quotes YAML needs, as `title: A: b`.</summary>
internal static class UnquotedValues
{
    private static readonly string[] Prefixes = ["title:", "created:", "updated:", "tags:"];

    /// <summary>Gives the entries, or null when such lines are not all that is wrong.</summary>
    public static IReadOnlyList<FrontMatterEntry>? Read(string text)
    {
        var values = BrokenValues(text);
        if (values.Count == 0)
        {
            return null;
        }
        var masked = text.ToCharArray();
        foreach (var range in values)
        {
            masked.AsSpan(range).Fill('x');
        }
        var root = YamlReader.Read(new string(masked), out _);
        return root is { Kind: YamlKind.Mapping, Style: YamlStyle.Block } ? Unmask(text, root, values) : null;
    }

    private static List<FrontMatterEntry>? Unmask(string text, YamlNode root, List<Range> values)
    {
        List<FrontMatterEntry> entries = [.. FrontMatter.EntriesOf(root)];
        foreach (var range in values)
        {
            // A masked line that is not an entry of its own was part of some other value.
            var index = entries.FindIndex(e => e.Value.Start == range.Start.Value && e.Value.End == range.End.Value);
            if (index < 0)
            {
                return null;
            }
            var entry = entries[index];
            entries[index] = entry with { Value = entry.Value with { Value = text[range] } };
        }
        return entries;
    }

    private static List<Range> BrokenValues(string text)
    {
        var values = new List<Range>();
        for (var at = 0; at < text.Length && values.Count < Prefixes.Length;)
        {
            var end = text.IndexOf('\n', at) is >= 0 and var found ? found : text.Length;
            if (ValueOf(text, at, end) is { } range && !IsContinued(text, end))
            {
                YamlReader.Read(text[at..end], out var problem);
                if (problem is not null)
                {
                    values.Add(range);
                }
            }
            at = end + 1;
        }
        return values;
    }

    private static Range? ValueOf(string text, int at, int end)
    {
        var line = text.AsSpan(at, end - at);
        foreach (var prefix in Prefixes)
        {
            if (line.StartsWith(prefix) && line.Length > prefix.Length && line[prefix.Length] is ' ' or '\t')
            {
                var rest = line[prefix.Length..];
                var start = at + prefix.Length + (rest.Length - rest.TrimStart().Length);
                var length = rest.Trim().Length;
                return length == 0 ? null : start..(start + length);
            }
        }
        return null;
    }

    private static bool IsContinued(string text, int end) => end + 1 < text.Length && text[end + 1] is ' ' or '\t';
}
