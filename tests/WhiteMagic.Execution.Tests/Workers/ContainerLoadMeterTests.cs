using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class ContainerLoadMeterTests
{
    private readonly ManualTime _time = new();
    private readonly Files _files = new();

    [Fact]
    public void Measure_Version2_IsTheTightestOfTheGroupAndThoseAboveIt()
    {
        _files["/proc/self/cgroup"] = "0::/a/b\n";
        _files["/sys/fs/cgroup/cgroup.controllers"] = "cpu memory\n";
        _files["/sys/fs/cgroup/a/cpu.max"] = "50000 100000\n";
        _files["/sys/fs/cgroup/a/cpu.stat"] = "usage_usec 1000000\nuser_usec 5\n";
        _files["/sys/fs/cgroup/a/b/cpu.max"] = "max 100000\n";
        _files["/sys/fs/cgroup/a/b/memory.max"] = "1000\n";
        _files["/sys/fs/cgroup/a/b/memory.current"] = "900\n";
        _files["/sys/fs/cgroup/a/b/memory.stat"] = "anon 1\ninactive_file 200\n";

        SystemLoad load = MeasureAfterASecond("/sys/fs/cgroup/a/cpu.stat", "usage_usec 1400000\n");

        Assert.Equal(0.8, load.Cpu, 6);
        Assert.Equal(0.7, load.Memory, 6);
    }

    [Fact]
    public void Measure_Version1_ReadsItsOwnFiles()
    {
        _files["/proc/self/cgroup"] = "5:memory:/c\n4:cpu,cpuacct:/c\n";
        _files["/sys/fs/cgroup/memory/c/memory.limit_in_bytes"] = "2000\n";
        _files["/sys/fs/cgroup/memory/c/memory.usage_in_bytes"] = "1000\n";
        _files["/sys/fs/cgroup/memory/memory.limit_in_bytes"] = "9223372036854771712\n";
        _files["/sys/fs/cgroup/memory/memory.usage_in_bytes"] = "9000\n";
        _files["/sys/fs/cgroup/cpu/c/cpu.cfs_quota_us"] = "200000\n";
        _files["/sys/fs/cgroup/cpu/c/cpu.cfs_period_us"] = "100000\n";
        _files["/sys/fs/cgroup/cpuacct/c/cpuacct.usage"] = "0\n";

        SystemLoad load = MeasureAfterASecond("/sys/fs/cgroup/cpuacct/c/cpuacct.usage", "500000000\n");

        Assert.Equal(0.25, load.Cpu, 6);
        Assert.Equal(0.5, load.Memory, 6);
    }

    [Fact]
    public void Measure_WithoutGroups_IsTheMachines()
    {
        _files["/proc/stat"] = "cpu  100 0 0 1000 0 0 0 0\ncpu0 50 0 0 500\ncpu1 50 0 0 500\nintr 5\n";
        _files["/proc/meminfo"] = "MemTotal:  1000 kB\nMemFree: 1 kB\nMemAvailable: 400 kB\n";

        SystemLoad load = MeasureAfterASecond("/proc/stat", "cpu  200 0 50 1050 0 0 0 0\ncpu0 50 0 0 500\ncpu1 50 0 0 500\nintr 5\n");

        Assert.Equal(0.75, load.Cpu, 6);
        Assert.Equal(0.6, load.Memory, 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\n::\n0::../../x\n")]
    public void Measure_UnreadableFiles_IsNoLoad(string membership)
    {
        _files["/proc/self/cgroup"] = membership;
        _files["/sys/fs/cgroup/cgroup.controllers"] = "";
        _files["/sys/fs/cgroup/cpu.max"] = "x y z";
        _files["/sys/fs/cgroup/memory.max"] = "0";
        ContainerLoadMeter meter = new(_time, _files, hasGroups: true);

        Assert.Equal(default, meter.Measure());
    }

    [Fact]
    public void Measure_ThisMachine_IsAShare()
    {
        ContainerLoadMeter meter = new(TimeProvider.System);

        SystemLoad load = meter.Measure();

        Assert.InRange(load.Cpu, 0, 1);
        Assert.InRange(load.Memory, 0, 1);
    }

    private SystemLoad MeasureAfterASecond(string changed, string content)
    {
        ContainerLoadMeter meter = new(_time, _files, hasGroups: true);
        _files[changed] = content;
        _time.Advance(TimeSpan.FromSeconds(1));
        return meter.Measure();
    }

    private sealed class Files : Dictionary<string, string>, IControlGroupFiles
    {
        public Files() : base(StringComparer.Ordinal)
        {
        }

        public string? Read(string path) => this.GetValueOrDefault(path);
    }
}
