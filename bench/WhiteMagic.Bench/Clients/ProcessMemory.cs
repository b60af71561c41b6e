using System.Globalization;

namespace WhiteMagic.Bench.Clients;

/// <summary>A process's resident memory now and at its highest, in MB, as the kernel counts it.</summary>
internal readonly record struct ProcessMemory(double Now, double Peak)
{
    public static ProcessMemory Of(int processId)
    {
        var lines = File.ReadAllLines($"/proc/{processId}/status");
        return new ProcessMemory(Field(lines, "VmRSS:"), Field(lines, "VmHWM:"));
    }

    private static double Field(string[] lines, string name)
    {
        var line = lines.First(line => line.StartsWith(name, StringComparison.Ordinal));
        var kilobytes = line.AsSpan(name.Length).Trim().TrimEnd("kB").Trim();
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }
}
