namespace WhiteMagic.Storage.Files;

/// <summary>One timer for all who wait for a lock: nearly all of them have it long before their time has passed.</summary>
/// <param name="time">The clock.</param>
/// <param name="failOverdue">Lets those go whose deadline is not after now, and gives the next deadline, if any.</param>
internal sealed class LockTimeouts(TimeProvider time, Func<long, long?> failOverdue) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private long _due = long.MaxValue;
    private bool _disposed;

    /// <summary>Watches a wait that begins now; gives its deadline, or null when it has none.</summary>
    public long? Watch(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            return null;
        }

        var now = time.GetTimestamp();
        var deadline = now + (long)(timeout.TotalSeconds * time.TimestampFrequency);
        Set(deadline, now);
        return deadline;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private void Set(long deadline, long now)
    {
        lock (_gate)
        {
            if (deadline >= _due || _disposed)
            {
                return;
            }

            _due = deadline;
            var rest = time.GetElapsedTime(now, deadline);
            _timer ??= time.CreateTimer(static state => ((LockTimeouts)state!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ = _timer.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void OnDue()
    {
        lock (_gate)
        {
            _due = long.MaxValue;
        }

        var now = time.GetTimestamp();
        if (failOverdue(now) is { } next)
        {
            Set(next, now);
        }
    }
}
