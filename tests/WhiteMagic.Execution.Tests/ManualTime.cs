namespace WhiteMagic.Execution.Tests;

/// <summary>A clock that moves when a test says so, and stops at each timer on its way.</summary>
internal sealed class ManualTime : TimeProvider
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private long _now;
    private int _reads;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public int ArmedTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>How far the clock goes on whenever it is read, as it does under load.</summary>
    public TimeSpan EachRead { get; init; }

    /// <summary>How often the clock was read.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public override long GetTimestamp()
    {
        long now = Interlocked.Add(ref _now, EachRead.Ticks);
        Interlocked.Increment(ref _reads);
        return now;
    }

    public override DateTimeOffset GetUtcNow() => Begin.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        long end = GetTimestamp() + by.Ticks;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>Sets a timer for a moment of this clock; <see cref="long.MaxValue"/> for never.</summary>
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

    private ManualTimer? TakeDue(long end)
    {
        lock (_gate)
        {
            ManualTimer? timer = _timers.Where(timer => timer.Due <= end).MinBy(static timer => timer.Due);
            Interlocked.Exchange(ref _now, timer is null ? Math.Max(_now, end) : Math.Max(_now, timer.Due));
            if (timer is { Period: > 0 })
            {
                timer.Due += timer.Period;
            }
            else if (timer is not null)
            {
                _timers.Remove(timer);
            }

            return timer;
        }
    }
}
