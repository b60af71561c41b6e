namespace WhiteMagic.Cli.Output;

/// <summary>Rows of text under named columns; the column that may be cut to fit is the widest one.</summary>
internal sealed class TextTable(params IReadOnlyList<string> columns)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public IReadOnlyList<string> Columns => columns;

    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Columns of numbers, aligned to the right.</summary>
    public IReadOnlySet<int> Numbers { get; init; } = new HashSet<int>();

    /// <summary>The columns a narrow terminal may cut; others, such as ids, stay whole so that they can be copied.</summary>
    public IReadOnlySet<int> Flexible { get; init; } = new HashSet<int>();

    public void Add(params IReadOnlyList<string> cells) => _rows.Add([.. cells.Select(SafeText.OneLine)]);
}
