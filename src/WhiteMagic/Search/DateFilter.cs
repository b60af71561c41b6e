using System.Globalization;

namespace WhiteMagic.Search;

/// <summary>Reads the dates of <c>before:</c> and <c>after:</c> as the first moment they name, in UTC unless they say otherwise.</summary>
internal static class DateFilter
{
    private static readonly string[] Formats =
    [
        "yyyy", "yyyy-MM", "yyyy-M", "yyyy-MM-dd", "yyyy-M-d",
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryParse(string value, out DateTimeOffset start) => DateTimeOffset.TryParseExact(
        value,
        Formats,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out start);
}
