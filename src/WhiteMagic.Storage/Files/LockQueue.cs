using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Storage.Files;

/// <summary>The line of processes before a lock: everyone draws a number, keeps it locked, and waits for the one before.</summary>
/// <remarks>
/// A lock alone is not fair: who releases it and asks again is faster than who has to wake up first. The numbers are
/// bytes of a file that the kernel frees when their process dies, so the line closes up. The queue only orders: without
/// it, on systems that have no such locks, the lock itself still excludes.
/// </remarks>
internal sealed unsafe class LockQueue(string path) : IDisposable
{
    private const long Counter = 0;
    private const long FirstTicket = 1;

    private SafeFileHandle? _file;

    /// <summary>True when no other process waits.</summary>
    internal bool IsEmpty()
    {
        var range = new RangeLock { Type = RangeLock.Exclusive, Start = FirstTicket };
        return !OperatingSystem.IsLinux() || !Call(RangeLock.Ask, ref range) || range.Type == RangeLock.None;
    }

    /// <summary>Draws the next number; 0 where there is no queue.</summary>
    internal long Join()
    {
        if (!OperatingSystem.IsLinux() || !Set(RangeLock.Wait, RangeLock.Exclusive, Counter))
        {
            return 0;
        }

        try
        {
            var last = 0L;
            _ = RandomAccess.Read(_file!, MemoryMarshal.AsBytes(new Span<long>(ref last)), 0);
            var ticket = Math.Max(last, 0) + FirstTicket;
            if (!Set(RangeLock.Take, RangeLock.Exclusive, ticket))
            {
                return 0;
            }

            RandomAccess.Write(_file!, MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in ticket)), 0);
            return ticket;
        }
        catch (IOException)
        {
            // A disk too full for the number must not keep anyone from the lock.
            return 0;
        }
        finally
        {
            _ = Set(RangeLock.Take, RangeLock.None, Counter);
        }
    }

    /// <summary>Waits until the process before this one has left the line.</summary>
    internal void WaitForTurn(long ticket)
    {
        if (ticket > FirstTicket && Set(RangeLock.Wait, RangeLock.Shared, ticket - 1))
        {
            _ = Set(RangeLock.Take, RangeLock.None, ticket - 1);
        }
    }

    internal void Leave(long ticket)
    {
        if (ticket >= FirstTicket)
        {
            _ = Set(RangeLock.Take, RangeLock.None, ticket);
        }
    }

    public void Dispose() => _file?.Dispose();

    private bool Set(int command, short type, long place)
    {
        var range = new RangeLock { Type = type, Start = place, Length = 1 };
        return Call(command, ref range);
    }

    private bool Call(int command, ref RangeLock range)
    {
        var file = _file ??= SharedFile.Open(path);
        fixed (RangeLock* place = &range)
        {
            while (Posix.Control(file, command, place) != 0)
            {
                if (Marshal.GetLastPInvokeError() != PosixFlags.Interrupted)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
