using WhiteMagic.Cli.Import;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes what an import did.</summary>
internal static class ImportText
{
    public static void Write(Reporter output, ImportReport report)
    {
        foreach (ImportOutcome result in report.Results.Where(result => result.Ok))
        {
            if (report.DryRun || (!output.ForPerson && result.Filename is not null))
            {
                output.Line(report.DryRun ? $"{result.Outcome}: {result.Source}" : result.Filename!);
            }
        }

        foreach (ImportOutcome result in report.Results.Where(result => result.Warning is not null))
        {
            output.Warn($"{result.Source}: {result.Warning}");
        }

        foreach (ImportOutcome result in report.Results.Where(result => !result.Ok))
        {
            output.Note($"error: {result.Source}: {result.Error}");
        }

        string would = report.DryRun ? "would be " : "";
        output.Note($"{would}imported {report.ImportedCount}, unchanged {report.UnchangedCount}, failed {report.FailedCount}");
    }
}
