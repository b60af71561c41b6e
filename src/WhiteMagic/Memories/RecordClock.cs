namespace WhiteMagic.Memories;

/// <summary>Gives times as records hold them.</summary>
internal static class RecordClock
{
    /// <summary>Gives the present time without what is below a millisecond, so that it reads back equal.</summary>
    public static DateTimeOffset GetWholeMilliseconds(this TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }
}
