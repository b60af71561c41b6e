using Spectre.Console;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes a table for other programs: aligned columns, no lines, nothing cut, no space at the end of a line.</summary>
internal static class PlainTable
{
    private const string Gap = "  ";

    public static void Write(TextTable table, TextWriter output)
    {
        int[] widths = [.. table.Columns.Select((name, i) => Math.Max(Width(name), table.Rows.Max(row => Width(row[i]))))];
        WriteRow([.. table.Columns.Select(name => name.ToUpperInvariant())], widths, table, output);
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            WriteRow(row, widths, table, output);
        }
    }

    private static void WriteRow(IReadOnlyList<string> cells, int[] widths, TextTable table, TextWriter output)
    {
        IEnumerable<string> padded = cells.Select((cell, i) =>
        {
            string space = new(' ', widths[i] - Width(cell));
            return table.Numbers.Contains(i) ? space + cell : cell + space;
        });
        output.WriteLine(string.Join(Gap, padded).TrimEnd());
    }

    private static int Width(string text)
    {
        foreach (char c in text)
        {
            if (!char.IsAscii(c))
            {
                return text.GetCellWidth();
            }
        }

        return text.Length;
    }
}
