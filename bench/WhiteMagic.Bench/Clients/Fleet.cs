using System.Diagnostics;
using System.Runtime.InteropServices;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Clients;

/// <summary>
/// Many clients, each of which waits for one answer before it sends its next call, all on one thread: a thread for each would take
/// from the servers the processors that they share.
/// </summary>
internal sealed unsafe partial class Fleet(IReadOnlyList<McpClient> clients, IReadOnlyList<PreparedCall[]> calls)
{
    private const short Readable = 1;

    private readonly long[] _sent = new long[clients.Count];
    private readonly int[] _done = new int[clients.Count];

    public Samples Times { get; } = new();

    /// <summary>Makes all calls.</summary>
    public void Sail()
    {
        var waits = clients.Select(static client => new Wait { File = client.OutputDescriptor, Events = Readable }).ToArray();
        for (var number = 0; number < clients.Count; number++)
        {
            SendNext(number, ref waits[number]);
        }

        while (waits.Any(static wait => wait.File >= 0))
        {
            fixed (Wait* first = waits)
            {
                _ = Poll(first, (nuint)waits.Length, -1);
            }

            for (var number = 0; number < waits.Length; number++)
            {
                if (waits[number].Happened != 0)
                {
                    Receive(number, ref waits[number]);
                }
            }
        }
    }

    private void Receive(int number, ref Wait wait)
    {
        var (id, line) = clients[number].Receive();
        if (id != calls[number][_done[number]].Id)
        {
            throw new InvalidOperationException("A server answered what was not asked.");
        }

        Times.Add(Stopwatch.GetElapsedTime(_sent[number]).TotalMilliseconds);
        Answer.RequireDone(line);
        _done[number]++;
        SendNext(number, ref wait);
    }

    private void SendNext(int number, ref Wait wait)
    {
        if (_done[number] == calls[number].Length)
        {
            // What is negative is not waited for.
            wait.File = -1;
            return;
        }

        _sent[number] = Stopwatch.GetTimestamp();
        clients[number].Post(calls[number][_done[number]]);
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    private static partial int Poll(Wait* waits, nuint count, int milliseconds);

    /// <summary>The system's struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Wait
    {
        public int File;
        public short Events;
        public short Happened;
    }
}
