using System.Globalization;

namespace WhiteMagic.Cli.Output;

/// <summary>Writes moments: as an age for a person, as ISO 8601 in UTC for a program.</summary>
internal readonly struct DateText(TimeProvider time, bool forPerson)
{
    public string Age(DateTimeOffset moment)
    {
        if (!forPerson)
        {
            return moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }

        TimeSpan age = time.GetUtcNow() - moment;
        return age switch
        {
            { TotalSeconds: < -60 } => Day(moment),
            { TotalMinutes: < 1 } => "just now",
            { TotalHours: < 1 } => Count((int)age.TotalMinutes, "minute"),
            { TotalDays: < 1 } => Count((int)age.TotalHours, "hour"),
            { TotalDays: < 2 } => "yesterday",
            { TotalDays: < 14 } => Count((int)age.TotalDays, "day"),
            _ => Day(moment),
        };
    }

    /// <summary>Gives the local date and time with the age beside it.</summary>
    public string Full(DateTimeOffset moment)
    {
        if (!forPerson)
        {
            return Age(moment);
        }

        string age = Age(moment);
        string local = Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return age == Day(moment) ? local : $"{local} ({age})";
    }

    private static string Count(int number, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")} ago");

    private string Day(DateTimeOffset moment) => Local(moment).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone);
}
