using System.Globalization;

namespace WhiteMagic.Memories;

/// <summary>A range of lines, both ends included, counted from 1.</summary>
/// <param name="Start">The first line.</param>
/// <param name="End">The last line.</param>
public readonly record struct LineRange(int Start, int End)
{
    /// <summary>Every line.</summary>
    public static LineRange All => new(1, int.MaxValue);

    /// <summary>Reads <c>10-20</c>, <c>10-</c> (to the end), <c>-20</c> (from the start) or <c>10</c> (one line).</summary>
    /// <exception cref="InvalidInputException">The text is none of these.</exception>
    public static LineRange Parse(string? text, string field = "lines")
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return All;
        }

        string[] parts = text.Split('-', 2, StringSplitOptions.TrimEntries);
        if (parts.Any(static part => part.Length > 0) && TryBound(parts[0], 1, out int start) && TryBound(parts.Length > 1 ? parts[1] : parts[0], int.MaxValue, out int end)
            && start >= 1 && end >= start)
        {
            return new LineRange(start, end);
        }

        throw new InvalidInputException(field, "is not a range of lines; give 10-20, 10-, -20 or 10, counted from 1");
    }

    /// <summary>Gives the range when it counts from 1 and does not end before it starts.</summary>
    internal LineRange Checked(string field = "lines") => Start >= 1 && End >= Start
        ? this
        : throw new InvalidInputException(field, $"is {Start} to {End}; give a range counted from 1 that ends no earlier than it starts");

    private static bool TryBound(string text, int missing, out int bound)
    {
        bound = missing;
        return text.Length == 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out bound);
    }
}
