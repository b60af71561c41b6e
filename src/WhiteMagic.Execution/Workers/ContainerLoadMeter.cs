namespace WhiteMagic.Execution.Workers;

/// <summary>Measures the load of the container or, where there is no tighter limit, of the machine.</summary>
/// <remarks>It reads the control groups (version 1 or 2) that this process is in; where the system has none it measures this process alone.</remarks>
public sealed class ContainerLoadMeter : ILoadMeter
{
    private readonly ControlGroups _groups;
    private readonly TimeProvider _time;
    private readonly bool _hasGroups;
    private List<ResourceUse> _last;
    private long _lastAt;

    /// <summary>Creates the meter; the first measurement tells the load since now.</summary>
    /// <param name="time">The clock.</param>
    public ContainerLoadMeter(TimeProvider time) : this(time, new SystemFiles(), OperatingSystem.IsLinux())
    {
    }

    internal ContainerLoadMeter(TimeProvider time, IControlGroupFiles files, bool hasGroups)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _groups, _hasGroups) = (time, new ControlGroups(files), hasGroups);
        (_last, _lastAt) = (Read(), time.GetTimestamp());
    }

    /// <inheritdoc/>
    public SystemLoad Measure()
    {
        List<ResourceUse> levels = Read();
        long now = _time.GetTimestamp();
        TimeSpan elapsed = _time.GetElapsedTime(_lastAt, now);
        double cpu = 0;
        double memory = 0;
        for (int level = 0; level < levels.Count; level++)
        {
            // A process that was moved has other groups now, which have no past here.
            TimeSpan used = levels.Count == _last.Count ? levels[level].CpuTime - _last[level].CpuTime : TimeSpan.Zero;
            cpu = elapsed > TimeSpan.Zero ? Math.Max(cpu, used / elapsed / levels[level].Processors) : cpu;
            memory = Math.Max(memory, levels[level].MemoryShare);
        }

        (_last, _lastAt) = (levels, now);
        return new SystemLoad(Math.Clamp(cpu, 0, 1), memory);
    }

    private List<ResourceUse> Read()
    {
        if (_hasGroups)
        {
            return _groups.Read();
        }

        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        double share = memory.TotalAvailableMemoryBytes > 0 ? Math.Clamp((double)memory.MemoryLoadBytes / memory.TotalAvailableMemoryBytes, 0, 1) : 0;
        return [new ResourceUse(Environment.CpuUsage.TotalTime, Environment.ProcessorCount, share)];
    }
}
