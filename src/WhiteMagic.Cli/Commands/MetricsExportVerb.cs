using System.CommandLine;
using System.Text.Json;
using WhiteMagic.Cli.Output;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm metrics export</c>.</summary>
internal static class MetricsExportVerb
{
    private static readonly IReadOnlyList<(string Name, MetricFormat Value)> Formats = [("json", MetricFormat.Json), ("csv", MetricFormat.Csv)];

    public static Verb Create()
    {
        var categories = new Argument<string[]>("CATEGORY") { Description = "Only these categories", Arity = ArgumentArity.ZeroOrMore };
        Option<MetricFormat?> format = Choices.Option(Formats, "How the values are written (default: json)", "--format");
        return new Verb("export", "Write every value kept, oldest first")
        {
            Arguments = { categories },
            Options = { format },
            Examples = [("wm metrics export --format csv > metrics.csv", "for a spreadsheet")],
            Handler = async (invocation, cancellationToken) =>
            {
                bool csv = invocation.Get(format) == MetricFormat.Csv && !invocation.Output.Style.Json;
                var space = await invocation.OpenSpaceAsync(cancellationToken).ConfigureAwait(false);
                IAsyncEnumerable<MetricSample> samples = space.ExportMetricsAsync(invocation.Get(categories) ?? [], cancellationToken);
                await (csv ? WriteCsvAsync(invocation.Terminal.Out, samples) : WriteJsonAsync(invocation.Terminal.Out, samples)).ConfigureAwait(false);
                return ExitCodes.Done;
            },
        };
    }

    private static async Task WriteCsvAsync(TextWriter output, IAsyncEnumerable<MetricSample> samples)
    {
        await output.WriteLineAsync("timestamp,category,metric,value,context").ConfigureAwait(false);
        await foreach (MetricSample sample in samples.ConfigureAwait(false))
        {
            await output.WriteLineAsync(CsvText.Line(sample)).ConfigureAwait(false);
        }
    }

    private static async Task WriteJsonAsync(TextWriter output, IAsyncEnumerable<MetricSample> samples)
    {
        string before = "[";
        await foreach (MetricSample sample in samples.ConfigureAwait(false))
        {
            await output.WriteAsync(before + Environment.NewLine + JsonSerializer.Serialize(sample, WhiteMagicJson.Readable.MetricSample)).ConfigureAwait(false);
            before = ",";
        }

        await output.WriteLineAsync(before == "[" ? "[]" : Environment.NewLine + "]").ConfigureAwait(false);
    }
}
