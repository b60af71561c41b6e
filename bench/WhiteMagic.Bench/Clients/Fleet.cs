using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Clients;

/// <summary>
/// Many clients, each of which waits for one answer before it sends its next call, all on one thread: a thread for each would take
/// from the servers the processors that they share.
/// </summary>
internal sealed unsafe partial class Fleet(IReadOnlyList<McpClient> clients, IReadOnlyList<PreparedCall[]> calls)
{
    private const int Add = 1;
    private const uint Readable = 1;
    private const int CloseOnExec = 0x80000;

    private readonly long[] _sent = new long[clients.Count];
    private readonly int[] _done = new int[clients.Count];
    private int _left = calls.Sum(static own => own.Length);

    public Samples Times { get; } = new();

    /// <summary>Makes all calls.</summary>
    public void Sail()
    {
        using var answers = new SafeFileHandle(Create(CloseOnExec), ownsHandle: true);
        for (var number = 0; number < clients.Count; number++)
        {
            var watched = new Event { Happened = Readable, Number = number };
            _ = Control(answers, Add, clients[number].OutputDescriptor, &watched);
            SendNext(number);
        }

        var happened = stackalloc Event[clients.Count];
        while (_left > 0)
        {
            var count = Wait(answers, happened, clients.Count, -1);
            for (var at = 0; at < count; at++)
            {
                Receive((int)happened[at].Number);
            }
        }
    }

    private void Receive(int number)
    {
        var (id, line) = clients[number].Receive();
        if (id != calls[number][_done[number]].Id)
        {
            throw new InvalidOperationException("A server answered what was not asked.");
        }

        Times.Add(Stopwatch.GetElapsedTime(_sent[number]).TotalMilliseconds);
        Answer.RequireDone(line);
        _done[number]++;
        _left--;
        SendNext(number);
    }

    private void SendNext(int number)
    {
        if (_done[number] < calls[number].Length)
        {
            _sent[number] = Stopwatch.GetTimestamp();
            clients[number].Post(calls[number][_done[number]]);
        }
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1")]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl")]
    private static partial int Control(SafeFileHandle set, int operation, int file, Event* what);

    [LibraryImport("libc", EntryPoint = "epoll_wait")]
    private static partial int Wait(SafeFileHandle set, Event* happened, int most, int milliseconds);

    /// <summary>The system's struct epoll_event.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Event
    {
        public uint Happened;
        public long Number;
    }
}
