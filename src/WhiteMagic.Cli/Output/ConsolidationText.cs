using WhiteMagic.Cli.Commands;
using WhiteMagic.Consolidation;
using WhiteMagic.Memories;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes what a consolidation did or would do.</summary>
internal static class ConsolidationText
{
    public static void Write(Reporter output, ConsolidationReport report)
    {
        string would = report.DryRun ? "would be " : "";
        WriteList(output, $"{would}promoted to long-term", report.Promoted);
        foreach (ConsolidatedMemory made in report.Consolidated)
        {
            output.Heading($"{would}written: {SafeText.OneLine(made.Title)}");
            foreach (MemoryId source in made.Sources)
            {
                output.Line($"  from {source}");
            }
        }

        WriteList(output, $"{would}archived", report.Archived);
        WriteList(output, "skipped, their files cannot be read as memories", report.Skipped);
        Limits.NoteOmitted(output, report.Omitted);
        output.Note($"{report.Candidates} old enough{(report.DryRun && report.Candidates > 0 ? "; wm consolidate --apply carries it out" : "")}");
    }

    private static void WriteList(Reporter output, string heading, IReadOnlyList<MemoryId> ids)
    {
        if (ids.Count > 0)
        {
            output.Heading(heading);
        }

        foreach (MemoryId id in ids)
        {
            output.Line($"  {id}");
        }
    }
}
