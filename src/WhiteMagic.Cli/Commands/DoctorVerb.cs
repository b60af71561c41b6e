using WhiteMagic.Cli.Output;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm doctor</c>.</summary>
internal static class DoctorVerb
{
    public static Verb Create() => new("doctor", "Check the store and say what needs you, and what to do")
    {
        Group = VerbGroup.Care,
        Examples = [("wm doctor", "exit code 1 when something needs you")],
        Handler = async (invocation, cancellationToken) =>
        {
            HealthReport report = await ProgressView.RunAsync(invocation.Output, "checking", async _ =>
            {
                var space = await invocation.OpenSpaceAsync(cancellationToken).ConfigureAwait(false);
                return await space.CheckAsync(cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
            invocation.Output.Write(report, WhiteMagicJson.Readable.HealthReport, r => Show(invocation.Output, r));
            return report.Healthy ? ExitCodes.Done : ExitCodes.Failed;
        },
    };

    private static void Show(Reporter output, HealthReport report)
    {
        bool indexIsWhole = report.Index == "ok";
        output.Line($"index: {report.Index}, {CountText.Memories(report.Indexed)}");
        if (!indexIsWhole)
        {
            output.Line("  remedy: wm reindex rebuilds it from the files; nothing is lost");
        }

        Section(output, "not read", [.. report.Problems.Where(p => !p.IsFound).Select(Describe)], "do for each what its line says; nothing of it is found until then");
        Section(output, "not readable as a memory", [.. report.Problems.Where(p => p.IsFound).Select(Describe)], "correct these files in an editor; until then they are found as plain text");
        Section(output, "link to no memory", report.DanglingRelations, "write the missing memory, or take the link out of the source");
        Section(output, "in more than one folder", report.DuplicateIds, "keep one of the files and move or rename the other");
        output.Line(Verdict(report));
    }

    private static string Verdict(HealthReport report) => report switch
    {
        { Healthy: false } => $"space {report.Space} needs you",
        { DanglingRelations.Count: > 0 } => $"space {report.Space} is well; links may wait for memories still to be written",
        _ => $"space {report.Space} is well",
    };

    private static string Describe(FileProblem problem) =>
        problem.Line > 0 ? $"{problem.File}:{problem.Line}: {problem.Reason}" : $"{problem.File}: {problem.Reason}";

    private static void Section(Reporter output, string what, IReadOnlyList<string> names, string remedy)
    {
        foreach (string name in names)
        {
            output.Line($"{what}: {name}");
        }

        Remedy(output, names.Count, remedy);
    }

    private static void Remedy(Reporter output, int count, string remedy)
    {
        if (count > 0)
        {
            output.Line($"  remedy: {remedy}");
        }
    }
}
