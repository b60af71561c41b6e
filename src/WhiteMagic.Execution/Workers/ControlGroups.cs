using System.Globalization;

namespace WhiteMagic.Execution.Workers;

/// <summary>Reads the use and the limits of the control groups, version 1 or 2, that this process is in, and of the machine.</summary>
internal sealed class ControlGroups(IControlGroupFiles files)
{
    private const string Root = "/sys/fs/cgroup";

    // Version 1 says "no limit" by a number near the largest.
    private const double Unlimited = 1L << 60;

    private const double TicksPerSecond = 100;

    private static readonly int[] BusyFields = [1, 2, 3, 6, 7];

    /// <summary>The use at every level that has a limit, the machine's last.</summary>
    public List<ResourceUse> Read()
    {
        List<ResourceUse> levels = [];
        string? membership = files.Read("/proc/self/cgroup");
        if (membership is not null && files.Read($"{Root}/cgroup.controllers") is not null)
        {
            levels.AddRange(Ancestors(PathOf(membership, "")).Select(Version2));
        }
        else if (membership is not null)
        {
            levels.AddRange(Ancestors(PathOf(membership, "memory")).Select(path => new ResourceUse(default, double.PositiveInfinity, MemoryVersion1(path))));
            levels.AddRange(Ancestors(PathOf(membership, "cpu")).Select(CpuVersion1));
        }

        levels.Add(Machine());
        return levels;
    }

    private ResourceUse Version2(string path)
    {
        string folder = Root + path;
        double used = Field(files.Read($"{folder}/cpu.stat"), "usage_usec") ?? 0;
        string[] quota = (files.Read($"{folder}/cpu.max") ?? "max").Split(' ');
        double processors = quota.Length == 2 && Number(quota[0]) is { } time && Number(quota[1]) is { } period && period > 0 ? time / period : double.PositiveInfinity;
        double memory = Share(Number(files.Read($"{folder}/memory.current")), Field(files.Read($"{folder}/memory.stat"), "inactive_file"), Number(files.Read($"{folder}/memory.max")));
        return new ResourceUse(TimeSpan.FromMicroseconds(used), processors, memory);
    }

    private ResourceUse CpuVersion1(string path)
    {
        double used = Number(First("cpuacct", path, "cpuacct.usage")) ?? 0;
        double? time = Number(First("cpu", path, "cpu.cfs_quota_us"));
        double? period = Number(First("cpu", path, "cpu.cfs_period_us"));
        return new ResourceUse(TimeSpan.FromMicroseconds(used / 1000), time > 0 && period > 0 ? time.Value / period.Value : double.PositiveInfinity, 0);
    }

    private double MemoryVersion1(string path) => Share(
        Number(First("memory", path, "memory.usage_in_bytes")),
        Field(First("memory", path, "memory.stat"), "total_inactive_file"),
        Number(First("memory", path, "memory.limit_in_bytes")));

    private ResourceUse Machine()
    {
        string[] lines = (files.Read("/proc/stat") ?? "").Split('\n');
        string[] times = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);

        // user, nice, system, idle, iowait, irq, softirq: idle and iowait are no use.
        double used = times.Length < 8 ? 0 : BusyFields.Sum(index => Number(times[index]) ?? 0);
        int processors = Math.Max(1, lines.Skip(1).Count(static line => line.StartsWith("cpu", StringComparison.Ordinal)));
        string? memory = files.Read("/proc/meminfo");
        double? total = Field(memory, "MemTotal:");
        return new ResourceUse(TimeSpan.FromSeconds(used / TicksPerSecond), processors, Share(total, Field(memory, "MemAvailable:"), total));
    }

    private string? First(string controller, string path, string file) => files.Read($"{Root}/{controller}{path}/{file}");

    private static double Share(double? used, double? reclaimable, double? limit) =>
        used is not null && limit is > 0 and < Unlimited ? Math.Clamp((used.Value - (reclaimable ?? 0)) / limit.Value, 0, 1) : 0;

    /// <summary>
    /// The group's path and those above it, to the root, whose path is empty. In a container the path may lie outside of what is
    /// mounted, and then the mounted root is the group.
    /// </summary>
    private static IEnumerable<string> Ancestors(string path)
    {
        for (string current = path.TrimEnd('/'); current.Length > 0; current = current[..current.LastIndexOf('/')])
        {
            yield return current;
        }

        yield return "";
    }

    /// <summary>The path in lines such as <c>4:cpu,cpuacct:/a/b</c>, or <c>0::/a/b</c> in version 2.</summary>
    private static string PathOf(string membership, string controller)
    {
        foreach (string line in membership.Split('\n'))
        {
            string[] parts = line.Split(':', 3);
            if (parts.Length == 3 && parts[1].Split(',').Contains(controller) && parts[2].StartsWith('/'))
            {
                return parts[2].Trim();
            }
        }

        return "";
    }

    private static double? Number(string? text) =>
        double.TryParse(text?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    private static double? Field(string? text, string name)
    {
        foreach (string line in (text ?? "").Split('\n'))
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 1 && parts[0] == name)
            {
                return Number(parts[1]);
            }
        }

        return null;
    }
}
