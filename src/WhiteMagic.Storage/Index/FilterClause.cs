using System.Globalization;
using System.Text;
using WhiteMagic.Search;

namespace WhiteMagic.Storage.Index;

/// <summary>Writes a filter as conditions of SQL, with the values they take.</summary>
internal sealed class FilterClause
{
    // Each tag between two separators.
    private const string TagLines = "char(10) || m.tags || char(10)";

    private readonly StringBuilder _sql = new("1");
    private readonly List<object?> _values;

    /// <summary>Begins with a filter's conditions; its values are added to those the statement has so far.</summary>
    public FilterClause(IndexFilter filter, List<object?> values)
    {
        _values = values;
        if (!filter.IncludeArchived)
        {
            _sql.Append(" AND m.folder < 2");
        }

        Add("m.kind = ", (int?)filter.Kind);
        Add("m.created >= ", Moment(filter.Since));
        Add("m.created < ", Moment(filter.Until));
        foreach (string tag in filter.Tags)
        {
            Add($"instr({TagLines}, ", $"\n{tag}\n", ") > 0");
        }

        foreach (string tag in filter.ExcludedTags)
        {
            Add($"instr({TagLines}, ", $"\n{tag}\n", ") = 0");
        }
    }

    /// <summary>Adds a condition on a value; a null value is no condition.</summary>
    public void Add(string before, object? value, string after = "")
    {
        if (value is not null)
        {
            _sql.Append(" AND ").Append(before).Append(Parameter(value)).Append(after);
        }
    }

    /// <summary>Adds a value and gives its name.</summary>
    public string Parameter(object? value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"?{_values.Count}");
    }

    /// <summary>Adds a condition that names its values itself.</summary>
    public void AddRaw(string condition) => _sql.Append(" AND ").Append(condition);

    // Times are kept in whole milliseconds: the first of them that is not before the moment decides both ways.
    private static long? Moment(DateTimeOffset? time) => time is { } moment
        ? moment.ToUnixTimeMilliseconds() + (moment.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1)
        : null;

    public override string ToString() => _sql.ToString();
}
