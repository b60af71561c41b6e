using System.CommandLine;
using WhiteMagic.Cli.Output;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Commands;

/// <summary><c>wm metrics track</c>.</summary>
internal static class MetricsTrackVerb
{
    public static Verb Create()
    {
        var category = new Argument<string>("CATEGORY") { Description = "What it belongs to, such as build" };
        var metric = new Argument<string>("METRIC") { Description = "What was measured, such as seconds" };
        var value = new Argument<double>("VALUE") { Description = "The value" };
        var context = new Option<string?>("--context") { Description = "What it was measured on", HelpName = "TEXT" };
        return new Verb("track", "Keep one value")
        {
            Arguments = { category, metric, value },
            Options = { context },
            Examples = [("wm metrics track build seconds 41.5", "keep one value")],
            Handler = async (invocation, cancellationToken) =>
            {
                var sample = new MetricSample
                {
                    Category = invocation.Get(category)!,
                    Metric = invocation.Get(metric)!,
                    Value = invocation.Get(value),
                    Context = invocation.Get(context),
                };
                MetricReceipt receipt = await invocation.InSpaceAsync(space => space.TrackMetricAsync(sample, cancellationToken), cancellationToken).ConfigureAwait(false);
                invocation.Output.Write(receipt, WhiteMagicJson.Readable.MetricReceipt, r => invocation.Output.Line($"{r.Category} {r.Metric}: {CountText.Of(r.Count, "value")}"));
                return ExitCodes.Done;
            },
        };
    }
}
