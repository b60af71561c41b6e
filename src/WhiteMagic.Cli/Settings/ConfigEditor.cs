namespace WhiteMagic.Cli.Settings;

/// <summary>Changes one key in a settings file's text; every other character stays.</summary>
internal static class ConfigEditor
{
    private const int NewIndent = 2;

    /// <summary>Gives the text with a key set to a value.</summary>
    public static string Set(ConfigDocument document, SettingDefinition setting, string value)
    {
        string text = document.Text;
        string newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        string yaml = YamlValue.Write(setting, value);
        if (document.Entries.TryGetValue(setting.Key, out ConfigEntry? entry))
        {
            return Replace(text, entry, yaml, newLine);
        }

        int dot = setting.Key.IndexOf('.', StringComparison.Ordinal);
        (string name, string line) = (setting.Key[..dot], $"{setting.Key[(dot + 1)..]}: {yaml}");
        if (document.Sections.TryGetValue(name, out ConfigSection? section))
        {
            return section.IsFlow
                ? text.Insert(section.End, (text[section.End - 1] == '{' ? "" : ", ") + line)
                : InsertLine(text, section.End, Line(line, section.Indent), newLine);
        }

        if (document.Entries.TryGetValue(name, out ConfigEntry? empty))
        {
            return InsertLine(text, empty.Span.Start.Value, Line(line, NewIndent + Column(text, empty.KeyStart)), newLine);
        }

        if (document.Sections.TryGetValue("", out ConfigSection? root) && root.IsFlow)
        {
            return text.Insert(root.End, $"{(text[root.End - 1] == '{' ? "" : ", ")}{name}: {{{line}}}");
        }

        string indent = new(' ', root?.Indent ?? 0);
        string gap = text.Length == 0 || text.EndsWith('\n') ? "" : newLine;
        return $"{text}{gap}{indent}{name}:{newLine}{indent}{Line(line, NewIndent)}{newLine}";
    }

    /// <summary>Gives the text without a key.</summary>
    public static string Unset(ConfigDocument document, ConfigEntry entry)
    {
        string text = document.Text;
        int lineStart = text.LastIndexOf('\n', Math.Max(0, entry.KeyStart - 1)) + 1;
        if (entry.InFlow || text.AsSpan(lineStart..entry.KeyStart).ContainsAnyExcept(' '))
        {
            throw new WmException($"{entry.Key} stands within braces (line {entry.Line}); take it out in an editor");
        }

        int valueEnd = entry.Span.End.Value;
        int lineEnd = valueEnd > 0 && text[valueEnd - 1] == '\n' ? valueEnd : LineEnd(text, valueEnd);
        return text.Remove(lineStart, lineEnd - lineStart);
    }

    private static string Replace(string text, ConfigEntry entry, string yaml, string newLine)
    {
        (int start, int end) = (entry.Span.Start.Value, entry.Span.End.Value);
        if (entry.IsBlock)
        {
            // A block begins on a line of its own; the value that replaces it goes beside its key.
            string after = end > 0 && text[end - 1] == '\n' ? newLine : "";
            return string.Concat(text.AsSpan(0, entry.KeyEnd), $": {yaml}{after}", text.AsSpan(end));
        }

        string space = text[start - 1] == ':' ? " " : "";
        return string.Concat(text.AsSpan(0, start), space + yaml, text.AsSpan(end));
    }

    private static string InsertLine(string text, int after, string line, string newLine)
    {
        int end = after > 0 && text[after - 1] == '\n' ? after : LineEnd(text, after);
        bool open = end > 0 && text[end - 1] != '\n';
        return text.Insert(end, (open ? newLine : "") + line + (open ? "" : newLine));
    }

    private static string Line(string line, int indent) => new string(' ', indent) + line;

    private static int LineEnd(string text, int from) => text.IndexOf('\n', from) is >= 0 and var end ? end + 1 : text.Length;

    private static int Column(string text, int index) => index - (text.LastIndexOf('\n', Math.Max(0, index - 1)) + 1);
}
