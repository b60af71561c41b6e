namespace WhiteMagic.Tests.Execution.Workers;

/// <summary>A clock that moves when a test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count(static timer => timer.Due < long.MaxValue);
            }
        }
    }

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _now, by.Ticks);
        while (TakeDue() is { } timer)
        {
            timer.Fire();
        }
    }

    internal void Arm(ManualTimer timer, long due, long period)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            (timer.Due, timer.Period) = (due, period);
            if (due < long.MaxValue)
            {
                _timers.Add(timer);
            }
        }
    }

    private ManualTimer? TakeDue()
    {
        lock (_gate)
        {
            ManualTimer? timer = _timers.Where(timer => timer.Due <= _now).MinBy(static timer => timer.Due);
            if (timer is not null)
            {
                timer.Due = timer.Period > 0 ? timer.Due + timer.Period : long.MaxValue;
            }

            return timer;
        }
    }
}
