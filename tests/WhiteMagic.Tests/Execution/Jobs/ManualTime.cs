namespace WhiteMagic.Tests.Execution.Jobs;

/// <summary>Is a clock that moves only when it is told to.</summary>
internal sealed class ManualTime : TimeProvider
{
    public static readonly DateTimeOffset Begin = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => Begin.AddTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock from one due timer to the next.</summary>
    public void Advance(TimeSpan by)
    {
        long end = GetTimestamp() + by.Ticks;
        while (true)
        {
            Timer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.Due <= end).MinBy(static timer => timer.Due);
                Interlocked.Exchange(ref _ticks, next is null ? end : Math.Max(_ticks, next.Due));
                if (next is null)
                {
                    return;
                }

                next.Due = long.MaxValue;
            }

            next.Ring();
        }
    }

    private sealed class Timer(ManualTime time, Action ring) : ITimer
    {
        public long Due { get; set; } = long.MaxValue;

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                Due = dueTime < TimeSpan.Zero ? long.MaxValue : time._ticks + dueTime.Ticks;
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
