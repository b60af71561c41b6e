namespace WhiteMagic.Storage.Index.Log;

/// <summary>Decides when the index takes in its log beside other work: when there is much, or in a pause, so that the next reader need not.</summary>
/// <param name="upkeep">Who takes it in.</param>
/// <param name="look">Reads how far the log goes.</param>
/// <param name="time">The clock that tells when this process has not written for a while; null for none.</param>
internal sealed class TakeInTrigger(IndexUpkeep upkeep, Func<LogHeader?> look, TimeProvider? time) : IDisposable
{
    // About 160 memories of ordinary size: taking in more at once costs each less, and who reads in the midst of writes waits for it.
    private const long Much = 1 << 20;

    // Whoever took in before has all it needs at hand, and so comes first as long as it writes, too.
    private const long MuchForAnother = 2 * Much;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private ITimer? _pause;
    private volatile bool _hasTaken;
    private bool _disposed;

    /// <summary>Notes that this process took in.</summary>
    public void SetTaken() => _hasTaken = true;

    /// <summary>Notes that the log has so many bytes that the index may not have.</summary>
    public void SetUntaken(long bytes)
    {
        if (bytes >= (_hasTaken ? Much : MuchForAnother))
        {
            upkeep.Begin();
            return;
        }

        lock (_gate)
        {
            if (_disposed || time is null)
            {
                return;
            }

            _pause ??= time.CreateTimer(
                static trigger => ((TakeInTrigger)trigger!).OnPause(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ = _pause.Change(Pause, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _pause?.Dispose();
        }
    }

    private void OnPause()
    {
        lock (_gate)
        {
            // Most often another process was faster.
            if (!_disposed && look() is { Untaken: > 0 })
            {
                upkeep.Begin();
            }
        }
    }
}
