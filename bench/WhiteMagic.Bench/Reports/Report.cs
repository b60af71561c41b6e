using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using WhiteMagic.Bench.Areas;

namespace WhiteMagic.Bench.Reports;

internal static class Report
{
    public static void Write(IArea area, IReadOnlyList<Measure> measures, Workplace workplace)
    {
        Console.WriteLine($"## {area.Name}: {area.Summary}");
        Console.WriteLine();
        Console.WriteLine($"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}");
        Console.WriteLine();
        Console.WriteLine("| figure | value | baseline | ratio | goal | met |");
        Console.WriteLine("|---|---:|---:|---:|---|---|");
        foreach (var measure in measures)
        {
            Console.WriteLine(
                $"| {measure.Name} | {Number(measure.Value)} {measure.Unit} | {Number(measure.Baseline)} | {Number(measure.Ratio)} "
                + $"| {measure.Goal} | {(measure.Goal is null ? "" : measure.Met ? "yes" : "NO")} |");
        }

        Console.WriteLine();
        var path = Path.Combine(workplace.Reports, $"{area.Name}.json");
        File.WriteAllText(path, JsonSerializer.Serialize(measures, MeasureJson.Default.IReadOnlyListMeasure));
    }

    private static string Number(double? value) => value switch
    {
        null => "",
        >= 100 or <= -100 => value.Value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
