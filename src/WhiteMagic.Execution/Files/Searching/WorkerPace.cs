namespace WhiteMagic.Execution.Files.Searching;

/// <summary>Tells whether one worker waits for the disk, rather than for the processor that others have.</summary>
internal sealed class WorkerPace(TimeProvider time, TimeSpan slowFile)
{
    private long _began;
    private long _waits;

    public bool IsSlow { get; private set; }

    public void Begin()
    {
        _began = time.GetTimestamp();
        _waits = OperatingSystem.IsLinux() ? LinuxFile.CountWaits() : 0;
    }

    public void End(int files)
    {
        bool isLate = files > 0 && time.GetElapsedTime(_began) >= files * slowFile;

        // Who waits gives its processor away by itself.
        IsSlow = isLate && (!OperatingSystem.IsLinux() || LinuxFile.CountWaits() - _waits >= (files + 1) / 2);
    }
}
