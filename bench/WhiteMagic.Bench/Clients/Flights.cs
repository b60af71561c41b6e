using System.Diagnostics;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Clients;

/// <summary>Keeps a number of calls of one tool in flight on one server until all are answered.</summary>
internal sealed class Flights(McpClient client, string tool)
{
    private readonly Dictionary<int, long> _started = [];

    public Samples Times { get; } = new();

    public void Fly(ReadOnlySpan<string> requests, int inFlight)
    {
        var next = 0;
        while (next < Math.Min(inFlight, requests.Length))
        {
            Start(requests[next++]);
        }

        while (_started.Count > 0)
        {
            var (id, line) = client.Receive();
            _started.Remove(id, out var start);
            Times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            Answer.StructuredContent(line);
            if (next < requests.Length)
            {
                Start(requests[next++]);
            }
        }
    }

    private void Start(string request)
    {
        var start = Stopwatch.GetTimestamp();
        _started[client.Post(tool, request)] = start;
    }
}
