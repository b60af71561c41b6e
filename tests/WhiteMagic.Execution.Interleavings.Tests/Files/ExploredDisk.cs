namespace WhiteMagic.Execution.Interleavings.Tests.Files;

/// <summary>A disk that has some things at once and lets others wait until it is told.</summary>
internal sealed class ExploredDisk(Exploration run)
{
    private readonly object _gate = new();
    private readonly bool _isSlow = run.Choose(2) == 0;

    public void Wait()
    {
        Exploration.Point("before the disk");
        if (!_isSlow || run.Choose(3) == 0)
        {
            return;
        }

        lock (_gate)
        {
            Monitor.Wait(_gate);
        }
    }

    public void LetThrough()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
