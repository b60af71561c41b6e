namespace WhiteMagic.Execution.Workers;

/// <summary>Counts what happens in a pool, under the pool's lock.</summary>
internal sealed class WorkerTally(TimeProvider time)
{
    private long _started;
    private long _completed;
    private long _failed;
    private long _timedOut;
    private long _cancelled;
    private TimeSpan _totalWait;
    private TimeSpan _longestWait;

    public long Shed { get; set; }

    public LatencyWindow Window { get; private set; } = new();

    public void Started(WorkerCall call)
    {
        TimeSpan wait = time.GetElapsedTime(call.ArrivedAt);
        _started++;
        _totalWait += wait;
        _longestWait = wait > _longestWait ? wait : _longestWait;
    }

    public void Count(CallResult result)
    {
        switch (result)
        {
            case CallResult.Completed:
                _completed++;
                break;
            case CallResult.Failed:
                _failed++;
                break;
            case CallResult.TimedOut:
                _timedOut++;
                Window.TimedOut++;
                break;
            case CallResult.Cancelled:
                _cancelled++;
                break;
            default:
                break;
        }
    }

    public WorkerPoolStatistics Snapshot(int limit, int running, int queued, int waitingForRoom) => new()
    {
        Limit = limit,
        Running = running,
        Queued = queued,
        WaitingForRoom = waitingForRoom,
        Started = _started,
        Completed = _completed,
        Failed = _failed,
        TimedOut = _timedOut,
        Cancelled = _cancelled,
        Shed = Shed,
        TotalWait = _totalWait,
        LongestWait = _longestWait,
    };

    /// <summary>Begins a new window and hands over the last.</summary>
    public LatencyWindow TakeWindow(int running)
    {
        LatencyWindow window = Window;
        Window = new();
        Window.Saw(running);
        return window;
    }
}
