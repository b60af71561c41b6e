using Spectre.Console;

namespace WhiteMagic.Cli.Output;

/// <summary>Draws a table that fits a terminal, or where none would fit, a paragraph for each row.</summary>
internal static class TerminalTable
{
    private const int Gap = 2;
    private const int LeastFlexible = 12;

    public static void Write(TextTable table, Terminal terminal, bool color)
    {
        if (Fits(table, terminal.Width))
        {
            SpectreTerminal.Create(terminal.Out, terminal.Width, color).Write(Draw(table));
        }
        else
        {
            WriteParagraphs(table, terminal.Out, color);
        }
    }

    private static Table Draw(TextTable table)
    {
        var drawn = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        for (int i = 0; i < table.Columns.Count; i++)
        {
            drawn.AddColumn(new TableColumn(new Text(table.Columns[i], new Style(decoration: Decoration.Bold)))
            {
                Alignment = table.Numbers.Contains(i) ? Justify.Right : Justify.Left,
                NoWrap = !table.Flexible.Contains(i),
            });
        }

        foreach (IReadOnlyList<string> row in table.Rows)
        {
            drawn.AddRow(row.Select(cell => new Text(cell)));
        }

        return drawn;
    }

    // A name cut in two could not be copied, so it goes on a line of its own instead.
    private static void WriteParagraphs(TextTable table, TextWriter output, bool color)
    {
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            output.WriteLine(color ? $"\e[1m{row[0]}\e[0m" : row[0]);
            output.WriteLine("  " + string.Join(" · ", row.Skip(1).Where(cell => cell.Length > 0)));
        }
    }

    private static bool Fits(TextTable table, int width)
    {
        int needed = 0;
        for (int i = 0; i < table.Columns.Count; i++)
        {
            int natural = Math.Max(table.Columns[i].GetCellWidth(), table.Rows.Max(row => row[i].GetCellWidth()));
            needed += Gap + (table.Flexible.Contains(i) ? Math.Min(natural, LeastFlexible) : natural);
        }

        return needed + Gap <= width;
    }
}
