namespace WhiteMagic.Execution.Caching;

internal sealed class CacheClock(TimeProvider time)
{
    public const long Never = long.MaxValue;

    private readonly long _frequency = time.TimestampFrequency;

    public TimeProvider Provider => time;

    public long Now => time.GetTimestamp();

    public DateTimeOffset UtcNow => time.GetUtcNow();

    public long After(long moment, TimeSpan life)
    {
        if (moment == Never || life == Timeout.InfiniteTimeSpan)
        {
            return Never;
        }

        var units = Int128.Max(1, (Int128)life.Ticks * _frequency / TimeSpan.TicksPerSecond);
        return (long)Int128.Min(Never, moment + units);
    }
}
