using Microsoft.Extensions.Time.Testing;

namespace WhiteMagic.Execution.Tests.Caching;

// A clock that moves when told, and tells when somebody waits for it.
public sealed class WatchedTimeProvider() : FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 10, 15, 0, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _timers = [];

    // Ends when a timer of that length was begun, now or before.
    public Task WhenTimerAsync(TimeSpan due) => Timer(due).Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Timer(dueTime).TrySetResult();
        return timer;
    }

    private TaskCompletionSource Timer(TimeSpan due)
    {
        lock (_lock)
        {
            if (!_timers.TryGetValue(due, out var begun))
            {
                _timers.Add(due, begun = new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            return begun;
        }
    }
}
