using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using WhiteMagic.Memories;

namespace WhiteMagic.Storage.Files;

/// <summary>Names temporary files so that another process can tell whether their writer still lives.</summary>
internal static class StagingName
{
    internal const string Suffix = ".tmp";

    private static readonly string Place = FindPlace();
    private static long _counter;

    /// <summary>Makes a name no other process uses: process id, machine boot and process-id space, counter.</summary>
    internal static string Next() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessId}-{Place}-{Interlocked.Increment(ref _counter)}{Suffix}");

    /// <summary>True when the writer ran on this boot of this machine and is gone.</summary>
    internal static bool IsOfDeadProcess(string name) => IsOfThisPlace(name, out var id) && !IsAlive(id);

    /// <summary>True when the writer runs or ran on this boot of this machine.</summary>
    internal static bool IsOfThisPlace(string name) => IsOfThisPlace(name, out _);

    /// <summary>True for a copy that lies next to its target, in a memory folder.</summary>
    internal static bool IsHidden(string name) =>
        name.StartsWith('.') && name.EndsWith(Suffix, StringComparison.Ordinal) && name.Split('-').Length == 3;

    private static bool IsOfThisPlace(string name, out int processId)
    {
        processId = 0;
        var parts = name.Split('-');
        return parts.Length == 3
            && parts[1] == Place
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out processId);
    }

    private static bool IsAlive(int processId)
    {
        const int NoSuchProcess = 3;
        if (!OperatingSystem.IsWindows())
        {
            return Posix.Kill(processId, 0) == 0
                || Marshal.GetLastPInvokeError() != NoSuchProcess;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    // A process id says nothing about a process in another container, on another machine or before a reboot.
    private static string FindPlace()
    {
        string place;
        try
        {
            place = File.ReadAllText("/proc/sys/kernel/random/boot_id") + new FileInfo("/proc/self/ns/pid").LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            place = Environment.MachineName;
        }

        return ((uint)Digest.Of(Encoding.UTF8.GetBytes(place))).ToString("x8", CultureInfo.InvariantCulture);
    }
}
