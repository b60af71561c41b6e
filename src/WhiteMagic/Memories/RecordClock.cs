namespace WhiteMagic.Memories;

/// <summary>Gives times as records hold them.</summary>
internal static class RecordClock
{
    /// <summary>Gives the present time without what is below a millisecond, so that it reads back equal.</summary>
    public static DateTimeOffset GetWholeMilliseconds(this TimeProvider time) => time.GetUtcNow().ToWholeMilliseconds();

    /// <summary>Gives a time in UTC without what is below a millisecond.</summary>
    public static DateTimeOffset ToWholeMilliseconds(this DateTimeOffset time) =>
        time.ToUniversalTime().AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMillisecond));
}
