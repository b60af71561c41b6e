namespace WhiteMagic.Execution.Caching;

internal sealed class CacheClock(TimeProvider time)
{
    public const long Never = long.MaxValue;

    // The system's exact clock costs a hit a third of its time, and lifetimes do not need it.
    private readonly bool _isCoarse = time == TimeProvider.System;

    public TimeProvider Provider => time;

    public long Now => _isCoarse ? Environment.TickCount64 : time.GetTimestamp();

    public DateTimeOffset UtcNow => time.GetUtcNow();

    public long After(long moment, TimeSpan life)
    {
        if (moment == Never || life == Timeout.InfiniteTimeSpan)
        {
            return Never;
        }

        var frequency = _isCoarse ? 1_000 : time.TimestampFrequency;
        var units = Int128.Max(1, (Int128)life.Ticks * frequency / TimeSpan.TicksPerSecond);
        return (long)Int128.Min(Never, moment + units);
    }
}
