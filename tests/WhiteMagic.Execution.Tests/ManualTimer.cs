namespace WhiteMagic.Execution.Tests;

internal sealed class ManualTimer(ManualTime time, Action callback) : ITimer
{
    public long Due { get; set; } = long.MaxValue;

    public long Period { get; set; }

    public void Fire() => callback();

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        // As the system's timers do, and from a timer's own callback that ends the process.
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero);
        long due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : time.GetTimestamp() + dueTime.Ticks;
        time.Arm(this, due, period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks);
        return true;
    }

    public void Dispose() => time.Arm(this, long.MaxValue, 0);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
