using System.Buffers;
using System.Globalization;
using WhiteMagic.Diagnostics;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes metrics as comma-separated values (RFC 4180).</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public static string Line(MetricSample sample) => string.Join(
        ',',
        sample.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        Field(sample.Category),
        Field(sample.Metric),
        sample.Value.ToString("R", CultureInfo.InvariantCulture),
        Field(sample.Context ?? ""));

    private static string Field(string text) => text.AsSpan().ContainsAny(Special)
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : text;
}
