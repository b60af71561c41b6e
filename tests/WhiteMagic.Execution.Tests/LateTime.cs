namespace WhiteMagic.Execution.Tests;

/// <summary>A clock whose timers come so many times later than they were asked for, as they do when all processors are busy.</summary>
internal sealed class LateTime(TimeProvider clock, int times) : TimeProvider
{
    public override long TimestampFrequency => clock.TimestampFrequency;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, Later(dueTime), Later(period));

    private TimeSpan Later(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time * times;
}
