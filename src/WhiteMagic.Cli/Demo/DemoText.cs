using System.Globalization;
using WhiteMagic.Cli.Output;

namespace WhiteMagic.Cli.Demo;

/// <summary>Writes a demo as a table of its steps and a line that says how it went.</summary>
internal static class DemoText
{
    public static void Write(Reporter output, DemoReport report)
    {
        var table = new TextTable("", "Step", "Result", "ms", "Tokens") { Numbers = new HashSet<int> { 3, 4 }, Flexible = new HashSet<int> { 1, 2 } };
        foreach (DemoStep step in report.Steps)
        {
            table.Add(step.Ok ? "✓" : "✗", step.Name, step.Result, Milliseconds(step.Ms), step.Tokens == 0 ? "" : Number(step.Tokens));
        }

        output.Heading("wm demo: the notes of a ferry company's ticketing project, in an agent's hands");
        output.Table(table);
        WriteContext(output, report.QuickContext);
        WriteWrong(output, report);
        output.Line(Conclusion(report));
        if (report.Folder is { } folder)
        {
            output.Line($"its files are in {folder}");
        }
    }

    private static void WriteContext(Reporter output, string context)
    {
        if (context.Length > 0)
        {
            output.Heading("What an agent is given at a glance (context, tier 0):");
            output.Line(string.Join('\n', context.TrimEnd().Split('\n').Select(line => $"  {line}")));
            output.Line();
        }
    }

    private static void WriteWrong(Reporter output, DemoReport report)
    {
        foreach (DemoStep step in report.Steps.Where(step => !step.Ok))
        {
            output.Heading($"wrong: {step.Name}");
            output.Line($"  expected: {SafeText.OneLine(step.Expected!)}");
            output.Line($"  got:      {SafeText.OneLine(step.Result)}");
        }
    }

    private static string Conclusion(DemoReport report)
    {
        string seconds = (report.Ms / 1000).ToString("0.0", CultureInfo.InvariantCulture);
        return report.Ok
            ? $"All {report.Steps.Count} steps right in {seconds} s: {report.Memories} notes imported, and every change found by the next search."
            : $"{report.Wrong} of {report.Steps.Count} steps wrong.";
    }

    private static string Milliseconds(double ms) => ms.ToString(ms < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
