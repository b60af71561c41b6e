using System.Text;

namespace WhiteMagic.Storage.Markdown;

/// <summary>Rewrites a list of `- item` lines: items that stay keep their lines, comments and all.</summary>
internal sealed class BlockListEdit<T>
    where T : class
{
    private readonly List<BlockListRow<T>> _rows;
    private readonly Dictionary<T, BlockListRow<T>> _known = [];
    private readonly BlockListFormat<T> _format;
    private readonly string _indent;

    private BlockListEdit(List<BlockListRow<T>> rows, BlockListFormat<T> format, string indent)
    {
        _rows = rows;
        _format = format;
        _indent = indent;
        foreach (var row in rows)
        {
            if (row.Value is { } value)
            {
                _known.TryAdd(value, row);
            }
        }
    }

    public int Start { get; private init; }

    public int End { get; private init; }

    /// <summary>Finds the items' lines; null when the list is not laid out as one item after another.</summary>
    public static BlockListEdit<T>? Of(string text, YamlNode list, BlockListFormat<T> format)
    {
        var rows = new List<BlockListRow<T>>(list.Items.Count);
        var (first, indent) = (0, "");
        var at = 0;
        foreach (var item in list.Items)
        {
            var dash = text.AsSpan(0, item.Start).TrimEnd().Length - 1;
            var start = dash < 0 ? 0 : text.AsSpan(0, dash).LastIndexOf('\n') + 1;
            if (dash < at || text[dash] != '-' || !text.AsSpan(start, dash - start).IsWhiteSpace())
            {
                return null;
            }
            if (rows.Count == 0)
            {
                (first, at, indent) = (start, start, text[start..dash]);
            }
            var end = TextLines.EndOf(text, Math.Max(item.End, dash));
            rows.Add(new BlockListRow<T>(format.Read(item), text[at..start], text[start..end]));
            at = end;
        }
        return new BlockListEdit<T>(rows, format, indent) { Start = first, End = at };
    }

    /// <summary>Gives the new lines; <paramref name="isEmpty"/> tells that no item is left among them.</summary>
    public string Rewrite(IReadOnlyList<T> wanted, out bool isEmpty)
    {
        var places = new Dictionary<T, int>();
        foreach (var value in wanted)
        {
            places.TryAdd(value, places.Count);
        }
        var kept = _rows.Select(row => row.Value).OfType<T>().Where(places.ContainsKey).Distinct();
        isEmpty = wanted.Count == 0 && _rows.TrueForAll(row => row.Value is not null);
        return kept.SequenceEqual(wanted.Where(_known.ContainsKey))
            ? InPlace(wanted, places)
            : InNewOrder(wanted);
    }

    private string InPlace(IReadOnlyList<T> wanted, Dictionary<T, int> places)
    {
        var builder = new StringBuilder();
        var next = 0;
        foreach (var row in _rows)
        {
            if (row.Value is { } value && places.TryGetValue(value, out var place))
            {
                for (; next < place; next++)
                {
                    AppendNew(builder, wanted[next]);
                }
            }
            builder.Append(row.Lead);
            if (row.Value is null || places.ContainsKey(row.Value))
            {
                builder.Append(row.Text);
            }
        }
        for (; next < wanted.Count; next++)
        {
            AppendNew(builder, wanted[next]);
        }
        return builder.ToString();
    }

    private string InNewOrder(IReadOnlyList<T> wanted)
    {
        var builder = new StringBuilder();
        foreach (var value in wanted)
        {
            if (_known.TryGetValue(value, out var row))
            {
                builder.Append(row.Lead).Append(row.Text);
            }
            AppendNew(builder, value);
        }
        foreach (var row in _rows.Where(row => row.Value is null))
        {
            builder.Append(row.Lead).Append(row.Text);
        }
        return builder.ToString();
    }

    private void AppendNew(StringBuilder builder, T value)
    {
        if (!_known.ContainsKey(value))
        {
            builder.Append(_format.Write(value, _indent));
        }
    }
}
