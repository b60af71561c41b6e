using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace WhiteMagic.Storage.Files;

/// <summary>A line of processes: everyone draws a number, keeps it locked, and waits for the one before, or until few enough are before.</summary>
/// <remarks>
/// A lock alone is not fair: who releases it and asks again is faster than who has to wake up first. The numbers are
/// bytes of a file that the kernel frees when their process dies, so the line closes up. The queue only orders: without
/// it, on systems that have no such locks, the lock itself still excludes. A process does not wait for its own numbers, and
/// only one of its threads may wait for the one before.
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
    internal long Join() => Draw(RangeLock.Wait);

    /// <summary>Draws the next number; 0 also when another process is just drawing one.</summary>
    internal long TryJoin() => Draw(RangeLock.Take);

    /// <summary>Waits until the process before this one has left the line.</summary>
    internal void WaitForTurn(long ticket)
    {
        if (ticket > FirstTicket && Set(RangeLock.Wait, RangeLock.Shared, ticket - 1))
        {
            _ = Set(RangeLock.Take, RangeLock.None, ticket - 1);
        }
    }

    /// <summary>True when who joins now is most likely to have a place.</summary>
    internal bool HasPlace(int places) => HasPlace(ReadLast() + FirstTicket, places);

    /// <summary>True when all of other processes have left who came so many places or more before.</summary>
    internal bool HasPlace(long ticket, int places) => FindBefore(ticket - places) is null;

    /// <summary>Waits until all of other processes have left who came so many places or more before.</summary>
    internal void WaitForPlace(long ticket, int places)
    {
        // One by one: a lock on all of them would replace this process's own.
        while (FindBefore(ticket - places) is { } before && Set(RangeLock.Wait, RangeLock.Shared, before))
        {
            _ = Set(RangeLock.Take, RangeLock.None, before);
        }
    }

    internal void Leave(long ticket)
    {
        try
        {
            if (ticket >= FirstTicket)
            {
                _ = Set(RangeLock.Take, RangeLock.None, ticket);
            }
        }
        catch (ObjectDisposedException)
        {
            // Closing the file has left all lines.
        }
    }

    public void Dispose() => _file?.Dispose();

    private long Draw(int command)
    {
        if (!OperatingSystem.IsLinux() || !Set(command, RangeLock.Exclusive, Counter))
        {
            return 0;
        }

        try
        {
            var ticket = ReadLast() + FirstTicket;
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

    private long ReadLast()
    {
        var last = 0L;
        _ = RandomAccess.Read(_file ??= SharedFile.Open(path), MemoryMarshal.AsBytes(new Span<long>(ref last)), 0);
        return Math.Max(last, 0);
    }

    // The kernel tells the first of another process up to a number.
    private long? FindBefore(long last)
    {
        var range = new RangeLock { Type = RangeLock.Shared, Start = FirstTicket, Length = last };
        return last >= FirstTicket && Call(RangeLock.Ask, ref range) && range.Type != RangeLock.None ? Math.Max(range.Start, FirstTicket) : null;
    }

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
