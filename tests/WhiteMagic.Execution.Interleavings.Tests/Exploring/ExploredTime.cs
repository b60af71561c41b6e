namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>A clock that moves when the program says so. It needs no locks and has no points: one actor goes on at a time.</summary>
internal sealed class ExploredTime : TimeProvider
{
    private readonly List<ExploredTimer> _timers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero).AddTicks(_now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ExploredTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, and calls what is due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var end = _now + by.Ticks;
        while (_timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is { } timer)
        {
            _now = Math.Max(_now, timer.Due);
            _timers.Remove(timer);
            timer.Fire();
        }

        _now = Math.Max(_now, end);
    }

    internal void Arm(ExploredTimer timer)
    {
        _timers.Remove(timer);
        if (timer.Due < long.MaxValue)
        {
            _timers.Add(timer);
        }
    }
}
