namespace WhiteMagic.Execution.Interleavings.Tests.Exploring;

/// <summary>A timer of <see cref="ExploredTime"/>, which rings once.</summary>
internal sealed class ExploredTimer(ExploredTime time, Action callback) : ITimer
{
    public long Due { get; private set; } = long.MaxValue;

    public void Fire() => callback();

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
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
