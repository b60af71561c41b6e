using System.ComponentModel;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Cli;

/// <summary>Waits for a run on the main thread, and ends one that the system gives no thread to go on with.</summary>
/// <remarks>The shared pool keeps what it has no thread for, and says nothing; without one even a timer would not be heard.</remarks>
internal static class ThreadWatch
{
    private const int Patience = 3;
    private const int StandardError = 2;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Ends the process in words where the shared pool would end it in its own: that it finds no thread is nobody's exception.</summary>
    public static void ListenForFailures() => AppDomain.CurrentDomain.UnhandledException += static (_, failure) =>
    {
        if (failure.ExceptionObject is OutOfMemoryException)
        {
            Environment.Exit(Fail());
        }
    };

    /// <summary>Waits to the end of a run.</summary>
    /// <returns>Its exit code, or that it failed.</returns>
    public static int Await(Task<int> run)
    {
        int stuck = 0;
        for (long before = -1; !HasEnded(run); before = ThreadPool.CompletedWorkItemCount)
        {
            stuck = IsStarved() && ThreadPool.CompletedWorkItemCount == before ? stuck + 1 : 0;
            if (stuck == Patience)
            {
                return Fail();
            }
        }

        // The console needs a thread too.
        return run.Exception?.InnerException is OutOfMemoryException or Win32Exception or TypeInitializationException ? Fail() : run.GetAwaiter().GetResult();
    }

    private static bool HasEnded(Task run) => run.IsCompleted || ((IAsyncResult)run).AsyncWaitHandle.WaitOne(Look);

    // With something to do the pool starts threads at once, up to so many; that there are fewer means that it could not.
    private static bool IsStarved()
    {
        ThreadPool.GetMinThreads(out int usual, out _);
        if (ThreadPool.PendingWorkItemCount == 0 || ThreadPool.ThreadCount >= usual)
        {
            return false;
        }

        try
        {
            // It tries again only when more is asked of it.
            ThreadPool.UnsafeQueueUserWorkItem(static _ => { }, null);
        }
        catch (OutOfMemoryException)
        {
            // Still none.
        }

        return true;
    }

    private static int Fail()
    {
        using var error = new FileStream(new SafeFileHandle(StandardError, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        error.Write("error: the system gives wm no more memory or threads, so it cannot go on; allow it more: memory, processes of this user (ulimit -u), or the limits of its container\n"u8);
        return ExitCodes.Failed;
    }
}
