using System.Diagnostics;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Clients;

/// <summary>Keeps a number of calls in flight on one server until all are answered.</summary>
internal sealed class Flights(McpClient client, IEnumerable<PreparedCall> calls)
{
    private readonly Queue<PreparedCall> _waiting = new(calls);
    private readonly Dictionary<int, long> _started = [];

    public Samples Times { get; } = new();

    public void Fly(int inFlight)
    {
        while (_started.Count < inFlight && _waiting.TryDequeue(out var call))
        {
            Start(call);
        }

        while (_started.Count > 0)
        {
            var (id, line) = client.Receive();
            _started.Remove(id, out var start);
            Times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Answer.RequireDone(line);
            if (_waiting.TryDequeue(out var call))
            {
                Start(call);
            }
        }
    }

    private void Start(PreparedCall call)
    {
        _started[call.Id] = Stopwatch.GetTimestamp();
        client.Post(call);
    }
}
