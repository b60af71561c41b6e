using System.Globalization;
using WhiteMagic.Cli.Output;

namespace WhiteMagic.Cli.Demo;

/// <summary>Writes a demo as a table of its steps and a line that says how it went.</summary>
internal static class DemoText
{
    private static readonly string[] Names = ["at a glance", "to start with", "in depth"];

    // What the table's other columns and the space between them take.
    private const int Besides = 30;
    private const int LeastResult = 16;

    public static void Write(Reporter output, DemoReport report)
    {
        output.Heading("wm demo: the notes of a ferry company's ticketing project, in an agent's hands");
        output.Table(Table(report.Steps, RoomForResult(output, report.Steps)));
        foreach (DemoContext context in report.Contexts)
        {
            WriteContext(output, context);
        }

        WriteWrong(output, report);
        output.Line(Conclusion(report));
        if (report.Folder is { } folder)
        {
            output.Line($"its files are in {folder}");
        }
    }

    private static TextTable Table(IReadOnlyList<DemoStep> steps, int roomForResult)
    {
        var table = new TextTable("", "Step", "Result", "ms", "Tokens") { Numbers = new HashSet<int> { 3, 4 }, Flexible = new HashSet<int> { 1, 2 } };
        string phase = "";
        foreach (DemoStep step in steps)
        {
            if (step.Phase != phase)
            {
                phase = step.Phase;
                table.Add("", phase, "", "", "");
            }

            string result = LineFit.Clip(SafeText.OneLine(step.Result), roomForResult);
            table.Add(step.Ok ? "✓" : "✗", $"  {step.Name}", result, Milliseconds(step.Ms), step.Tokens == 0 ? "" : Number(step.Tokens));
        }

        return table;
    }

    // A result that is wrong stands whole below the table; one that is right reads better on one line.
    private static int RoomForResult(Reporter output, IReadOnlyList<DemoStep> steps) =>
        output.ForPerson ? Math.Max(LeastResult, output.Terminal.Width - steps.Max(step => step.Name.Length) - Besides) : int.MaxValue;

    private static void WriteContext(Reporter output, DemoContext context)
    {
        output.Heading(string.Create(
            CultureInfo.InvariantCulture,
            $"Context {Names[context.Tier]}, tier {context.Tier} ({context.Memories} memories, {context.Tokens:N0} tokens):"));
        foreach (string line in ContextExcerpt.Lines(context, output.ForPerson ? output.Terminal.Width : null))
        {
            output.Line(line);
        }

        output.Line();
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
            ? $"All {report.Steps.Count} steps right in {seconds} s: {report.Memories} notes imported, every change found at once."
            : $"{report.Wrong} of {report.Steps.Count} steps wrong.";
    }

    private static string Milliseconds(double ms) => ms.ToString(ms < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
