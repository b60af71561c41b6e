using System.Globalization;
using System.Text.RegularExpressions;

namespace WhiteMagic.Hosts.Tests.Published;

/// <summary>Takes out of a session's text what differs from run to run: its time, its folder, the program's path, versions, sizes and durations.</summary>
internal sealed partial class SessionText(string home)
{
    // Whatever a session wrote itself is younger than this; the dates of its script are older and stay.
    private static readonly DateTime Recent = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2);

    public string Normalise(string text)
    {
        string plain = text.Replace(home, "<home>", StringComparison.Ordinal);
        plain = Program.Replace(plain, "$1<wm>$2");
        plain = Assembly.Replace(plain, "");
        plain = Moment.Replace(plain, moment => Masked(moment, "<moment>"));
        return Measured.Replace(plain, "<measured>");
    }

    private static string Masked(Match moment, string mask)
    {
        string digits = string.Concat(moment.Groups["date"].Value.Where(char.IsAsciiDigit));
        return DateTime.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date) && date > Recent ? mask : moment.Value;
    }

    // A date, alone or with a time, as text, in a file's name or in a title's part of it.
    [GeneratedRegex(@"(?<date>\d{4}[-_]\d\d[-_]\d\d)(T\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00))?|(?<date>\d{8})_\d{6}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Moment { get; }

    // A size too: a moment is written without the zeros at its end.
    [GeneratedRegex(@"(?<=""version"":""|is at version )[0-9a-f]{16}|(?<=""(archive_)?bytes"":)\d+|\b[\d.]+ K?B\b|(?<=indexed in |""milliseconds"":)[\d.]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Measured { get; }

    // The program that a client is to start: wm alone, or dotnet with wm.dll as its first argument.
    [GeneratedRegex(@"(\\?"")/[^""\\]*/(?:dotnet|wm)(\\?"")", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Program { get; }

    [GeneratedRegex(@"\\?""/[^""\\]*/wm\.dll\\?"", ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assembly { get; }
}
