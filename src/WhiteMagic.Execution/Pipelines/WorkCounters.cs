namespace WhiteMagic.Execution.Pipelines;

/// <summary>What one worker of a stage counts; only it writes, anyone may read while it does.</summary>
internal sealed class WorkCounters
{
    public long In;
    public long Out;
    public long Failed;
    public long Cancelled;
    public long Skipped;
    public long Busy;
    public long InputWaits;
    public long InputWait;
    public long OutputWaits;
    public long OutputWait;

    public void WaitedForItems(long ticks)
    {
        InputWaits++;
        InputWait += ticks;
    }

    public void WaitedForRoom(long ticks)
    {
        OutputWaits++;
        OutputWait += ticks;
    }

    public void Ended(OutcomeStatus status)
    {
        switch (status)
        {
            case OutcomeStatus.Cancelled:
                Cancelled++;
                break;
            case OutcomeStatus.Skipped:
                Skipped++;
                break;
            default:
                Failed++;
                break;
        }
    }
}
