using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Markdown;

/// <summary>The text between the `---` lines and its top-level entries in order.</summary>
internal sealed class FrontMatter
{
    public const int MaxBytes = 256 * 1024;

    public static readonly FrontMatter Empty = new("", []);

    private FrontMatter(string text, IReadOnlyList<FrontMatterEntry> entries, bool isFlow = false)
    {
        Text = text;
        Entries = entries;
        IsFlow = isFlow;
    }

    public string Text { get; }

    public IReadOnlyList<FrontMatterEntry> Entries { get; }

    /// <summary>The whole of it is one `{…}` mapping.</summary>
    public bool IsFlow { get; }

    public FrontMatterEntry? Find(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry;
            }
        }
        return null;
    }

    public YamlNode? ValueOf(string key) => Find(key)?.Value;

    /// <summary>Reads the text; null and a problem, by the file's line, when it is not usable.</summary>
    public static FrontMatter? Parse(string text, out RecordProblem? problem)
    {
        problem = null;
        if (SimpleFrontMatter.Read(text) is { } simple)
        {
            return Checked(new FrontMatter(text, simple), out problem);
        }
        var root = YamlReader.Read(text, out var broken);
        if (broken is not null)
        {
            if (UnquotedValues.Read(text) is { } unquoted)
            {
                return Checked(new FrontMatter(text, unquoted), out problem);
            }
            problem = broken with { Line = broken.Line + 1 };
            return null;
        }
        switch (root)
        {
            case null or { IsNothing: true }:
                return new FrontMatter(text, []);
            case { Kind: YamlKind.Mapping }:
                return Checked(new FrontMatter(text, EntriesOf(root), root.Style == YamlStyle.Flow), out problem);
            default:
                problem = new RecordProblem("the front matter is not a list of `key: value` lines; write it as one, or take its `---` lines out", LineAt(text, root.Start));
                return null;
        }
    }

    public static IReadOnlyList<FrontMatterEntry> EntriesOf(YamlNode mapping)
    {
        var entries = new List<FrontMatterEntry>(mapping.Items.Count / 2);
        for (var i = 0; i + 1 < mapping.Items.Count; i += 2)
        {
            var key = mapping.Items[i];
            var name = key.Kind == YamlKind.Scalar ? key.Value : null;
            entries.Add(new FrontMatterEntry(name, key.Start, key.End, mapping.Items[i + 1]));
        }
        return entries;
    }

    private static FrontMatter? Checked(FrontMatter matter, out RecordProblem? problem)
    {
        problem = null;
        var seen = new Dictionary<string, FrontMatterEntry>(matter.Entries.Count, StringComparer.Ordinal);
        foreach (var entry in matter.Entries)
        {
            if (entry.Key is { } key && !seen.TryAdd(key, entry))
            {
                var (first, second) = (LineAt(matter.Text, seen[key].Start), LineAt(matter.Text, entry.Start));
                problem = new RecordProblem($"duplicate key '{key}' (lines {first} and {second}); keep one of them", second);
                return null;
            }
        }
        return matter;
    }

    // The opening line is the file's first.
    private static int LineAt(string text, int at) => text.AsSpan(0, at).Count('\n') + 2;
}
