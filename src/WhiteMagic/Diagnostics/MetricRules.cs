using System.Buffers;
using WhiteMagic.Memories;

namespace WhiteMagic.Diagnostics;

/// <summary>What a tracked value may be.</summary>
internal static class MetricRules
{
    private const int MaxCategoryLength = 64;
    private const int MaxTextLength = 200;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    public static MetricSample Check(MetricSample sample)
    {
        Category(sample.Category);
        Text(sample.Metric, "metric");
        if (sample.Context is not null)
        {
            Text(sample.Context, "context");
        }

        return double.IsFinite(sample.Value)
            ? sample
            : throw new InvalidInputException("value", "is not a finite number");
    }

    public static string Category(string? category, string field = "category") =>
        category is { Length: > 0 and <= MaxCategoryLength } && !category.AsSpan().ContainsAnyExcept(Allowed)
            && !ReservedNames.Contains(category)
            ? category
            : throw new InvalidInputException(field, $"must be 1 to {MaxCategoryLength} of a-z, 0-9, - and _");

    private static void Text(string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxTextLength || text.Any(char.IsControl) || !TextRules.IsWellFormed(text))
        {
            throw new InvalidInputException(field, $"must be 1 to {MaxTextLength} characters, none a control character");
        }
    }
}
