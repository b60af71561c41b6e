using System.Globalization;

namespace WhiteMagic.Storage.Markdown;

/// <summary>ISO 8601 instants as front matter holds them: read in its usual forms, written in UTC.</summary>
internal static class MemoryTimestamp
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    // F takes up to seven digits and K takes Z, an offset or nothing; single digits allow what YAML allows.
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzz",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFzz",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF zz",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF 'Z'",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF 'UTC'",
        "yyyy-MM-dd't'HH:mm:ss.FFFFFFFK",
    ];

    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }
        var trimmed = text.AsSpan().Trim();
        return DateTimeOffset.TryParseExact(trimmed, Formats[0], CultureInfo.InvariantCulture, Utc, out var value)
            || DateTimeOffset.TryParseExact(trimmed, Formats, CultureInfo.InvariantCulture, Utc, out value)
            ? value
            : null;
    }

    /// <summary>Writes whole seconds, and a fraction only when there is one.</summary>
    public static string Format(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
