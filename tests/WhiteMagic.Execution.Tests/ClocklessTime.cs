namespace WhiteMagic.Execution.Tests;

/// <summary>A clock for whose timers the system has no thread.</summary>
internal sealed class ClocklessTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = new ClocklessTimer();
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ClocklessTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            dueTime == Timeout.InfiniteTimeSpan ? true : throw new InsufficientMemoryException("There is no thread for a timer.");

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
