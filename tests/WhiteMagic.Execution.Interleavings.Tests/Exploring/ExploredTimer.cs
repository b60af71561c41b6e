namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>A timer of <see cref="ExploredTime"/>, which rings once or, with a period, on and on.</summary>
internal sealed class ExploredTimer(ExploredTime time, Action callback) : ITimer
{
    private TimeSpan _period;

    public long Due { get; private set; } = long.MaxValue;

    public void Fire()
    {
        Change(_period, _period);
        callback();
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period > TimeSpan.Zero ? period : Timeout.InfiniteTimeSpan;
        Due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : time.GetTimestamp() + dueTime.Ticks;
        time.Arm(this);
        return true;
    }

    public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
