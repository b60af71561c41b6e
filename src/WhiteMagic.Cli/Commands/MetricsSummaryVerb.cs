using System.CommandLine;
using System.Globalization;
using WhiteMagic.Cli.Output;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm metrics summary</c>.</summary>
internal static class MetricsSummaryVerb
{
    public static Verb Create()
    {
        var categories = new Argument<string[]>("CATEGORY") { Description = "Only these categories", Arity = ArgumentArity.ZeroOrMore };
        Option<int?> tokens = Limits.MaxTokens();
        return new Verb("summary", "Show count, latest, average and range of each metric")
        {
            Arguments = { categories },
            Options = { tokens },
            Examples = [("wm metrics summary build", "the metrics of one category")],
            Handler = async (invocation, cancellationToken) =>
            {
                MetricsReport report = (await invocation.InSpaceAsync(space => space.SummarizeMetricsAsync(invocation.Get(categories) ?? [], cancellationToken), cancellationToken).ConfigureAwait(false))
                    .Within(invocation.Get(tokens));
                invocation.Output.Write(report, WhiteMagicJson.Readable.MetricsReport, r => Show(invocation.Output, r));
                return ExitCodes.Done;
            },
        };
    }

    private static void Show(Reporter output, MetricsReport report)
    {
        var table = new TextTable("Category", "Metric", "Count", "Latest", "Average", "Min", "Max", "Last")
        {
            Numbers = new HashSet<int> { 2, 3, 4, 5, 6 },
            Flexible = new HashSet<int> { 1 },
        };
        foreach (MetricSummary m in report.Metrics)
        {
            table.Add(
                m.Category, m.Metric, m.Count.ToString(CultureInfo.InvariantCulture),
                Number(m.Latest), Number(m.Average), Number(m.Min), Number(m.Max), output.Dates.Age(m.LatestAt));
        }

        output.Table(table);
        Limits.NoteOmitted(output, report.Omitted);
        if (report.Metrics.Count + report.Omitted == 0)
        {
            output.Note("no metrics; wm metrics track CATEGORY METRIC VALUE keeps one");
        }
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
