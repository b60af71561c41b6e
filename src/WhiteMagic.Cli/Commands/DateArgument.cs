using System.CommandLine;
using System.Globalization;

namespace WhiteMagic.Cli.Commands;

/// <summary>Reads a moment: a date, a date and time, or an age such as <c>7d</c>.</summary>
internal static class DateArgument
{
    public static Option<string?> Option(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "DATE|AGE" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Parse(result.Tokens[0].Value, TimeProvider.System) is null)
            {
                result.AddError($"{name}: '{result.Tokens[0].Value}' is not a date such as 2026-11-23 or an age such as 12h, 7d or 2w");
            }
        });
        return option;
    }

    public static DateTimeOffset? Parse(string? text, TimeProvider time)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && Unit(text[^1]) is { } hours && count * (double)hours < 24 * 365 * 1000d)
        {
            return time.GetUtcNow().AddHours(-(double)count * hours);
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset moment)
            ? moment
            : null;
    }

    private static int? Unit(char unit) => unit switch
    {
        'h' => 1,
        'd' => 24,
        'w' => 7 * 24,
        _ => null,
    };
}
