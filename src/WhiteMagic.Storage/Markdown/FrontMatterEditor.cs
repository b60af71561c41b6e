namespace WhiteMagic.Storage.Markdown;

/// <summary>Rewrites the lines of the entries that change, and no others.</summary>
internal sealed class FrontMatterEditor
{
    private static readonly string[] Order = ["title", "created", "updated", "tags", "related_to"];

    private readonly FrontMatter _matter;
    private readonly string _text;
    private readonly string _newline;
    private readonly string _indent;
    private readonly List<TextSplice> _splices = [];

    private FrontMatterEditor(FrontMatter matter, string newline)
    {
        _matter = matter;
        _text = matter.Text;
        _newline = newline;
        _indent = matter.Entries is [var first, ..] ? IndentOf(first) : "";
    }

    /// <summary>Gives the front matter's new text: the same object when nothing changes, null when its layout is not one that can be kept.</summary>
    public static string? Edit(MarkdownDocument document, MarkdownEdit edit, string newline)
    {
        var editor = new FrontMatterEditor(document.FrontMatter, newline);
        if (edit.Title is { } title && title != document.Title)
        {
            editor.Set("title", YamlScalarWriter.Write(title));
        }
        editor.SetTime("created", edit.Created, document.Created);
        editor.SetTime("updated", edit.Updated, document.Updated);
        if (edit.Tags is { } tags && !tags.SequenceEqual(document.Tags, StringComparer.Ordinal))
        {
            editor.SetTags(tags);
        }
        if (edit.Relations is { } relations && !relations.SequenceEqual(document.Relations))
        {
            editor.SetRelations(relations);
        }
        foreach (var (key, value) in edit.Scalars)
        {
            editor.SetScalar(key, value, document.Scalar(key));
        }
        return TextSplice.Apply(editor._text, editor._splices);
    }

    private void SetTime(string key, DateTimeOffset? wanted, DateTimeOffset? present)
    {
        if (wanted is { } value && value != present)
        {
            Set(key, MemoryTimestamp.Format(value));
        }
    }

    private void SetScalar(string key, string? wanted, string? present)
    {
        if (wanted is not null && wanted != present)
        {
            Set(key, YamlScalarWriter.Write(wanted));
        }
        else if (wanted is null && _matter.Find(key) is { } entry)
        {
            _splices.Add(new TextSplice(TextLines.StartOf(_text, entry.Start), TextLines.EndOf(_text, entry.Value.End), ""));
        }
    }

    private void SetTags(IReadOnlyList<string> tags)
    {
        var format = new BlockListFormat<string>(
            MarkdownTags.ReadOne,
            (tag, indent) => $"{indent}- {YamlScalarWriter.Write(tag)}{_newline}");
        if (!TryEditRows("tags", tags, format) && (tags.Count > 0 || _matter.Find("tags") is not null))
        {
            Set("tags", $"[{string.Join(", ", tags.Select(YamlScalarWriter.WriteFlow))}]");
        }
    }

    private void SetRelations(IReadOnlyList<MarkdownRelation> relations)
    {
        var format = new BlockListFormat<MarkdownRelation>(MarkdownRelation.Read, WriteRelation);
        if (TryEditRows("related_to", relations, format))
        {
            return;
        }
        var rows = string.Concat(relations.Select(relation => WriteRelation(relation, $"{_indent}  ")));
        var value = relations.Count == 0 ? " []" : $"{_newline}{rows[..^_newline.Length]}";
        if (_matter.Find("related_to") is { } entry)
        {
            _splices.Add(new TextSplice(AfterColon(entry), Math.Max(AfterColon(entry), entry.Value.End), value));
        }
        else if (relations.Count > 0)
        {
            Insert("related_to", value);
        }
    }

    private bool TryEditRows<T>(string key, IReadOnlyList<T> wanted, BlockListFormat<T> format) where T : class
    {
        if (_matter.Find(key) is not { Value.IsBlockSequence: true } entry
            || BlockListEdit<T>.Of(_text, entry.Value, format) is not { } list)
        {
            return false;
        }
        _splices.Add(new TextSplice(list.Start, list.End, list.Rewrite(wanted, out var isEmpty)));
        if (isEmpty)
        {
            _splices.Add(new TextSplice(AfterColon(entry), AfterColon(entry), " []"));
        }
        return true;
    }

    private string WriteRelation(MarkdownRelation relation, string indent)
    {
        var description = relation.Description is { } text
            ? $"{indent}  description: {YamlScalarWriter.Write(text)}{_newline}"
            : "";
        return $"{indent}- id: {YamlScalarWriter.Write(relation.Target)}{_newline}"
            + $"{indent}  type: {YamlScalarWriter.Write(relation.Type)}{_newline}{description}";
    }

    private void Set(string key, string value)
    {
        if (_matter.Find(key) is not { } entry)
        {
            Insert(key, $" {value}");
        }
        else if (entry.Value.IsNothing || entry.Value is { Kind: YamlKind.Sequence or YamlKind.Mapping, Style: YamlStyle.Block })
        {
            _splices.Add(new TextSplice(AfterColon(entry), Math.Max(AfterColon(entry), entry.Value.End), $" {value}"));
        }
        else
        {
            _splices.Add(new TextSplice(entry.Value.Start, entry.Value.End, value));
        }
    }

    private void Insert(string key, string value)
    {
        var at = PlaceOf(Array.IndexOf(Order, key));
        _splices.Add(new TextSplice(at, at, $"{_indent}{YamlScalarWriter.Write(key)}:{value}{_newline}"));
    }

    private int PlaceOf(int rank)
    {
        if (rank < 0)
        {
            return _text.Length;
        }
        for (var before = rank - 1; before >= 0; before--)
        {
            if (_matter.Find(Order[before]) is { } entry)
            {
                return TextLines.EndOf(_text, entry.Value.End);
            }
        }
        return 0;
    }

    private int AfterColon(FrontMatterEntry entry) => _text.IndexOf(':', entry.KeyEnd) + 1;

    private string IndentOf(FrontMatterEntry entry)
    {
        var before = _text[TextLines.StartOf(_text, entry.Start)..entry.Start];
        return string.IsNullOrWhiteSpace(before) ? before : "";
    }
}
