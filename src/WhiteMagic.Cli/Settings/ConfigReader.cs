using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace WhiteMagic.Cli.Settings;

/// <summary>Reads a settings file event by event, so that an edit can touch one value and nothing else.</summary>
internal sealed class ConfigReader
{
    private const int MaxDepth = 16;

    private readonly string _text;
    private readonly string _name;
    private readonly Parser _parser;
    private readonly Dictionary<string, ConfigEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigSection> _sections = new(StringComparer.Ordinal);
    private int _end;

    private ConfigReader(string text, string name)
    {
        (_text, _name) = (text, name);
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>Reads a file's text.</summary>
    /// <exception cref="ConfigException">It is not YAML, or not sections of keys.</exception>
    public static ConfigDocument Read(string text, string name)
    {
        var reader = new ConfigReader(text, name);
        try
        {
            reader.ReadStream();
        }
        catch (YamlException error)
        {
            throw reader.TabbedLine() is { } line
                ? new ConfigException($"{name} line {line}, column 1: the line is indented with a tab; YAML wants spaces", error)
                : reader.Broken(error.End, error.InnerException?.Message ?? error.Message, error);
        }

        return new ConfigDocument { Text = text, Entries = reader._entries, Sections = reader._sections };
    }

    // The parser finds a tab late, and blames the line before.
    private int? TabbedLine()
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in _text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.TrimStart(' ').StartsWith('\t'))
            {
                return number;
            }
        }

        return null;
    }

    private void ReadStream()
    {
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out DocumentStart? document))
        {
            if (_sections.Count > 0)
            {
                throw Broken(document.Start, "there is a second document; settings are one");
            }

            ReadRoot();
            _parser.Consume<DocumentEnd>();
        }
    }

    private void ReadRoot()
    {
        ParsingEvent root = _parser.Consume<ParsingEvent>();
        if (root is MappingStart start)
        {
            ReadMapping("", start, 0);
        }
        else if (root is not Scalar scalar || !IsNull(scalar))
        {
            throw Broken(root.Start, "the file is not a list of sections such as 'store:'");
        }
    }

    private void ReadMapping(string prefix, MappingStart start, int depth)
    {
        if (depth > MaxDepth)
        {
            throw Broken(start.Start, "the sections are too deep");
        }

        bool flow = start.Style == MappingStyle.Flow;
        int indent = 0;
        _end = flow ? Index(start.Start) + 1 : _end;
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.TryConsume<Scalar>(out Scalar? key))
            {
                throw Broken(_parser.Current?.Start ?? Mark.Empty, "a key must be a plain name");
            }

            indent = (int)key.Start.Column - 1;
            ReadValue(prefix.Length == 0 ? key.Value : $"{prefix}.{key.Value}", key, flow, depth);
        }

        _sections[prefix] = new ConfigSection { Key = prefix, IsFlow = flow, Indent = indent, End = _end };
        _end = flow ? _text.IndexOf('}', _end) + 1 : _end;
    }

    private void ReadValue(string path, Scalar key, bool flow, int depth)
    {
        if (_entries.ContainsKey(path) || _sections.ContainsKey(path))
        {
            throw Broken(key.Start, $"{path} stands here a second time");
        }

        ParsingEvent value = _parser.Consume<ParsingEvent>();
        if (value is MappingStart mapping)
        {
            ReadMapping(path, mapping, depth + 1);
            return;
        }

        _entries[path] = value switch
        {
            Scalar scalar => Entry(path, key, flow, scalar),
            SequenceStart list => Entry(path, key, flow, list),
            _ => throw Broken(value.Start, "anchors and aliases are not used in settings; write the value itself"),
        };
    }

    private ConfigEntry Entry(string path, Scalar key, bool flow, Scalar scalar)
    {
        int start = IsNull(scalar) && scalar.Value.Length == 0 ? Index(key.End) + 1 : Index(scalar.Start);
        _end = Math.Max(start, Index(scalar.End));
        return new ConfigEntry
        {
            Key = path,
            Line = (int)key.Start.Line,
            Value = scalar.Value,
            IsNull = IsNull(scalar),
            KeyStart = Index(key.Start),
            KeyEnd = Index(key.End),
            Span = start.._end,
            InFlow = flow,
            IsBlock = scalar.Style is ScalarStyle.Literal or ScalarStyle.Folded,
        };
    }

    private ConfigEntry Entry(string path, Scalar key, bool flow, SequenceStart list)
    {
        var items = new List<string>();
        int end = Index(list.End);
        while (_parser.Current is not SequenceEnd)
        {
            if (!_parser.TryConsume<Scalar>(out Scalar? item))
            {
                throw Broken(_parser.Current?.Start ?? Mark.Empty, $"{path} must be a list of plain values");
            }

            items.Add(item.Value);
            end = Index(item.End);
        }

        _parser.Consume<SequenceEnd>();
        bool block = list.Style != SequenceStyle.Flow;
        _end = block ? end : _text.IndexOf(']', end) + 1;
        return new ConfigEntry
        {
            Key = path,
            Line = (int)key.Start.Line,
            Value = string.Join(", ", items),
            KeyStart = Index(key.Start),
            KeyEnd = Index(key.End),
            Span = Index(list.Start).._end,
            InFlow = flow,
            IsBlock = block,
        };
    }

    private static bool IsNull(Scalar scalar) =>
        scalar.Style == ScalarStyle.Plain && scalar.Value is ("" or "~" or "null" or "Null" or "NULL");

    private static int Index(Mark mark) => (int)mark.Index;

    private ConfigException Broken(Mark at, string reason, Exception? inner = null) =>
        new($"{_name} line {at.Line}, column {at.Column}: {reason.TrimEnd('.', ' ')}; correct the file, or move it away to begin anew", inner);
}
