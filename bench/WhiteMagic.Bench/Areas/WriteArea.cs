using WhiteMagic.Bench.Baselines;
using WhiteMagic.Bench.Clients;
using WhiteMagic.Bench.Corpus;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Areas;

/// <summary>Durable creation over MCP, one client and many, beside a bare program doing the same system calls.</summary>
internal sealed class WriteArea : IArea
{
    private const int AloneTurns = 8;
    private const int AloneEach = 250;
    private const int Clients = 64;
    private const int ManyTurns = 5;
    private const int ManyEach = 40;
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(1);

    public string Name => "write";

    public string Summary => "create_memory over MCP stdio, flushed to disk, beside a bare C program that makes the same system calls";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        var requests = Standard.Corpus.Generate(Clients + Math.Max(AloneTurns * AloneEach, Clients * ManyEach)).Select(ToolArguments.Create).ToArray();
        var size = (int)Standard.Corpus.Generate(200).Average(document => document.ToMarkdown().Length);
        return [.. OneClient(workplace, requests, size), .. ManyClients(workplace, requests, size)];
    }

    // The disk's speed changes from one second to the next, so both meet the same of it, turn by turn.
    private static IReadOnlyList<Measure> OneClient(Workplace workplace, string[] requests, int size)
    {
        var (bare, files) = (DurableWrites.OfServer(workplace, size), DurableWrites.OfFiles(workplace, size));
        var store = workplace.NewFolder("one-client");
        using var client = McpClient.Start(ServerCommand.Ours(workplace, store));
        client.Call("create_memory", requests[^1]);
        var samples = new Samples();
        var total = 0.0;
        for (var turn = 0; turn < AloneTurns; turn++)
        {
            bare.Run(AloneEach, 1);
            files.Run(AloneEach, 1);
            var own = requests.Skip(turn * AloneEach).Take(AloneEach).Select(request => client.Prepare("create_memory", request)).ToArray();
            total += Samples.Time(() => Array.ForEach(own, call => samples.Add(Samples.Time(() => Answer.RequireDone(client.Ask(call))))));
        }

        RequireFiles(store, (AloneTurns * AloneEach) + 1);
        var perSecond = samples.Count / total * 1_000;
        return
        [
            new Measure
            {
                Name = "one client, creates a second",
                Value = perSecond,
                Unit = "/s",
                Baseline = bare.PerSecond,
                Goal = ">= 1000 /s or ratio >= 0.5",
                Met = perSecond >= 1_000 || perSecond >= bare.PerSecond / 2,
            },
            Measure.Noted("one client, beside the calls for the files alone", perSecond, "/s", files.PerSecond),
            Measure.Noted("one client, p50", samples.Median, "ms", bare.Median),
            Measure.Noted("one client, p99", samples.Quantile(0.99), "ms", bare.P99),
        ];
    }

    private static IReadOnlyList<Measure> ManyClients(Workplace workplace, string[] requests, int size)
    {
        var bare = DurableWrites.OfServer(workplace, size);
        var (processes, calls, first) = (new List<Samples>(), new List<Samples>(), new Samples());
        var (processesTime, callsTime) = (0.0, 0.0);
        for (var turn = 0; turn < ManyTurns; turn++)
        {
            bare.Run(ManyEach, Clients);
            processes.Add(new Samples());
            processesTime += ManyProcesses(workplace, requests, processes[^1], first);
            calls.Add(new Samples());
            callsTime += ManyCalls(workplace, requests, calls[^1]);
        }

        return
        [
            Measure.Noted("64 processes on one store, creates a second", PerSecond(processes, processesTime), "/s", bare.PerSecond),
            Measure.Noted("64 processes on one store, p50", Middle(processes, 0.5), "ms", bare.Median),
            Measure.AtMost("64 processes on one store, p99", Middle(processes, 0.99), "ms", 50, bare.P99),
            Measure.Noted("the first create of a process, p50", first.Median, "ms"),
            Measure.Noted("64 calls in flight on one server, creates a second", PerSecond(calls, callsTime), "/s", bare.PerSecond),
            Measure.Noted("64 calls in flight on one server, p50", Middle(calls, 0.5), "ms", bare.Median),
            Measure.AtMost("64 calls in flight on one server, p99", Middle(calls, 0.99), "ms", 50, bare.P99),
        ];
    }

    private static double PerSecond(List<Samples> turns, double milliseconds) => turns.Sum(static turn => turn.Count) / milliseconds * 1_000;

    // As of the C program: of all turns the middle one, whatever else the machine did during another.
    private static double Middle(List<Samples> turns, double share) =>
        turns.Select(turn => turn.Quantile(share)).Order().ElementAt(turns.Count / 2);

    private static double ManyProcesses(Workplace workplace, string[] requests, Samples samples, Samples first)
    {
        var store = workplace.NewFolder("many-processes");
        var command = ServerCommand.Ours(workplace, store);
        var clients = Enumerable.Range(0, Clients).Select(_ => McpClient.Start(command)).ToArray();
        try
        {
            for (var index = 0; index < Clients; index++)
            {
                clients[index].ListTools();
                first.Add(Samples.Time(() => clients[index].Call("create_memory", requests[^(index + 1)])));
            }

            // As servers are that were started before they are needed: each has done by then what start-up leaves to do.
            Thread.Sleep(SettlingTime);
            var fleet = new Fleet(clients, [.. clients.Select((client, index) => requests
                .Skip(index * ManyEach).Take(ManyEach).Select(request => client.Prepare("create_memory", request)).ToArray())]);
            var total = Samples.Time(fleet.Sail);
            RequireFiles(store, Clients * (ManyEach + 1));
            samples.AddRange(fleet.Times);
            return total;
        }
        finally
        {
            Array.ForEach(clients, static client => client.Dispose());
        }
    }

    private static double ManyCalls(Workplace workplace, string[] requests, Samples samples)
    {
        var store = workplace.NewFolder("many-calls");
        using var client = McpClient.Start(ServerCommand.Ours(workplace, store));
        client.Call("create_memory", requests[^1]);
        var flights = new Flights(client, requests.Take(Clients * ManyEach).Select(request => client.Prepare("create_memory", request)));
        var total = Samples.Time(() => flights.Fly(Clients));
        RequireFiles(store, (Clients * ManyEach) + 1);
        samples.AddRange(flights.Times);
        return total;
    }

    private static void RequireFiles(string store, int expected)
    {
        var found = Directory.EnumerateFiles(Path.Combine(store, "memory"), "*.md", SearchOption.AllDirectories).Count();
        if (found != expected)
        {
            throw new InvalidOperationException($"{expected} creates were acknowledged and {found} files are there.");
        }
    }
}
