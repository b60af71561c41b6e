using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using WhiteMagic.Execution.Diagnostics;
using WhiteMagic.Testing;

namespace WhiteMagic.Execution.Tests.Diagnostics;

/// <summary>Holds that the page of telemetry names what the engine has, and nothing else.</summary>
public sealed partial class TelemetryPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "telemetry.md"));

    [Fact]
    public void Metrics_OfThePage_AreTheEngines()
    {
        List<string> instruments = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == ExecutionTelemetry.Name)
                {
                    instruments.Add($"`{instrument.Name}` | {KindOf(instrument)} | {instrument.Unit}");
                }
            },
        };
        Instruments.Publish();
        listener.Start();

        IEnumerable<string> told = Rows("## Metrics").Select(static cells => string.Join(" | ", cells.Take(3)));
        Assert.Equal(instruments.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SpansAndAttributes_OfThePage_AreTheEngines()
    {
        string code = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "WhiteMagic.Execution", "Diagnostics"), "*.cs").Select(File.ReadAllText));

        IEnumerable<string> spans = Started().Matches(code).Select(static match => $"`{match.Groups[1].Value}`").Distinct(StringComparer.Ordinal);
        Assert.Equal(spans.Order(StringComparer.Ordinal), Rows("## Spans").Select(static cells => cells[0]).Order(StringComparer.Ordinal));

        string page = string.Join('\n', Page);
        IEnumerable<string> tags = Tag().Matches(code).Select(static match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);
        Assert.All(tags, tag => Assert.True(
            page.Contains($"`{tag}`", StringComparison.Ordinal) || page.Contains($"`{tag[tag.LastIndexOf('.')..]}`", StringComparison.Ordinal), $"The page does not tell of {tag}."));
    }

    private static IEnumerable<string[]> Rows(string heading) => Page.SkipWhile(line => line != heading).Skip(1)
        .TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Where(static line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(static line => line.Trim('|', ' ').Split(" | "));

    private static string KindOf(Instrument instrument)
    {
        string kind = instrument.GetType().Name.Split('`')[0];
        return kind switch
        {
            "ObservableUpDownCounter" => "observed up-down counter",
            "ObservableCounter" => "observed counter",
            "ObservableGauge" => "observed gauge",
            _ => kind.ToLowerInvariant(),
        };
    }

    [GeneratedRegex("StartActivity\\(\\s*\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Started();

    [GeneratedRegex("\"(whitemagic\\.(?:job|run|pipeline|stage|file|search|pool|cache|outcome)[a-z._]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
