using System.Diagnostics;

namespace WhiteMagic.Execution.Tests.Growth;

/// <summary>What this process holds.</summary>
internal readonly record struct Footprint(int Threads, int PoolThreads, int Handles, long Memory)
{
    // What the runtime itself may have more of from one moment to the next, and less than any of the rounds would leave.
    private const int ThreadSlack = 64;
    private const int HandleSlack = 12;
    private const long MemorySlack = 4 << 20;

    public static Footprint Take()
    {
        for (int i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        int handles = OperatingSystem.IsLinux() ? Directory.GetFileSystemEntries("/proc/self/fd").Length : process.HandleCount;
        return new(process.Threads.Count, CountPoolThreads(), handles, GC.GetTotalMemory(forceFullCollection: true));
    }

    /// <summary>Takes it again until it is no more than before, since threads that were let go end in their own time.</summary>
    /// <param name="before">What it was.</param>
    /// <param name="alive">How many threads of their own the pools that go on may have more of.</param>
    public static Footprint TakeSettled(Footprint before, int alive)
    {
        Footprint now = Take();
        for (int i = 0; i < 100 && !now.IsWithin(before, alive); i++)
        {
            Thread.Yield();
            now = Take();
        }

        return now;
    }

    public bool IsWithin(Footprint before, int alive) => Threads <= before.Threads + ThreadSlack
        && PoolThreads <= before.PoolThreads + alive
        && Handles <= before.Handles + HandleSlack
        && Memory <= before.Memory + MemorySlack;

    // Only Linux tells the names of a process's threads.
    private static int CountPoolThreads() => OperatingSystem.IsLinux() ? Directory.GetDirectories("/proc/self/task").Count(IsOfAPool) : 0;

    private static bool IsOfAPool(string task)
    {
        try
        {
            return File.ReadAllText(Path.Join(task, "comm")).TrimEnd() is "growth" or "io" or "cpu";
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return false;
        }
    }
}
