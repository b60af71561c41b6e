using System.Runtime.InteropServices;

namespace WhiteMagic.Bench.Clients;

/// <summary>Tells how long processes kept the processors busy.</summary>
internal static unsafe partial class ProcessorTime
{
    private const int Children = -1;
    private const int UsageFields = 18;

    /// <summary>Gives the milliseconds of all children that have ended, as programs and in the kernel.</summary>
    public static double OfChildren()
    {
        var usage = stackalloc long[UsageFields];
        return GetUsage(Children, usage) == 0
            ? ((usage[0] + usage[2]) * 1_000) + ((usage[1] + usage[3]) / 1_000.0)
            : throw new InvalidOperationException(Marshal.GetLastPInvokeErrorMessage());
    }

    [LibraryImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static partial int GetUsage(int who, long* usage);
}
