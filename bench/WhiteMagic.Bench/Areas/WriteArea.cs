using WhiteMagic.Bench.Baselines;
using WhiteMagic.Bench.Clients;
using WhiteMagic.Bench.Corpus;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Areas;

/// <summary>Durable creation over MCP, one client and many, beside a bare program doing the same system calls.</summary>
internal sealed class WriteArea : IArea
{
    private const int Alone = 2_000;
    private const int Clients = 64;
    private const int Each = 40;

    public string Name => "write";

    public string Summary => "create_memory over MCP stdio, flushed to disk, beside a bare C program that makes the same system calls";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        var requests = Standard.Corpus.Generate(Alone + (Clients * Each)).Select(ToolArguments.Create).ToArray();
        var size = (int)Standard.Corpus.Generate(200).Average(document => document.ToMarkdown().Length);

        var bareBefore = DurableWrites.MeasureServer(workplace, Alone, size, 1);
        var (perSecond, alone) = OneClient(workplace, requests);
        var bareAfter = DurableWrites.MeasureServer(workplace, Alone, size, 1);
        var bare = (bareBefore.PerSecond + bareAfter.PerSecond) / 2;
        var files = DurableWrites.MeasureFiles(workplace, Alone, size, 1);
        var bareMany = DurableWrites.MeasureServer(workplace, Each, size, Clients);
        var (processesPerSecond, processes) = ManyProcesses(workplace, requests);
        var (callsPerSecond, calls) = ManyCalls(workplace, requests);

        return
        [
            new Measure
            {
                Name = "one client, creates a second",
                Value = perSecond,
                Unit = "/s",
                Baseline = bare,
                Goal = ">= 1000 /s or ratio >= 0.5",
                Met = perSecond >= 1_000 || perSecond >= bare / 2,
            },
            Measure.Noted("one client, beside the calls for the files alone", perSecond, "/s", files.PerSecond),
            Measure.Noted("one client, p50", alone.Median, "ms", bareBefore.Median),
            Measure.Noted("one client, p99", alone.Quantile(0.99), "ms", bareBefore.P99),
            Measure.Noted("64 processes on one store, creates a second", processesPerSecond, "/s", bareMany.PerSecond),
            Measure.Noted("64 processes on one store, p50", processes.Median, "ms", bareMany.Median),
            Measure.AtMost("64 processes on one store, p99", processes.Quantile(0.99), "ms", 50, bareMany.P99),
            Measure.Noted("64 calls in flight on one server, creates a second", callsPerSecond, "/s", bareMany.PerSecond),
            Measure.Noted("64 calls in flight on one server, p50", calls.Median, "ms", bareMany.Median),
            Measure.AtMost("64 calls in flight on one server, p99", calls.Quantile(0.99), "ms", 50, bareMany.P99),
        ];
    }

    private static (double PerSecond, Samples Times) OneClient(Workplace workplace, string[] requests)
    {
        var store = workplace.NewFolder("one-client");
        using var client = McpClient.Start(ServerCommand.Ours(workplace, store));
        client.Call("create_memory", requests[^1]);
        var samples = new Samples();
        var total = Samples.Time(() =>
        {
            for (var i = 0; i < Alone; i++)
            {
                samples.Add(Samples.Time(() => client.Call("create_memory", requests[i])));
            }
        });
        RequireFiles(store, Alone + 1);
        return (Alone / total * 1_000, samples);
    }

    private static (double PerSecond, Samples Times) ManyProcesses(Workplace workplace, string[] requests)
    {
        var store = workplace.NewFolder("many-processes");
        var command = ServerCommand.Ours(workplace, store);
        var clients = Enumerable.Range(0, Clients).Select(_ => McpClient.Start(command)).ToArray();
        try
        {
            var samples = Enumerable.Range(0, Clients).Select(_ => new Samples()).ToArray();
            foreach (var client in clients)
            {
                client.ListTools();
            }

            var threads = clients.Select((client, index) => new Thread(() =>
            {
                for (var i = 0; i < Each; i++)
                {
                    var request = requests[Alone + (index * Each) + i];
                    samples[index].Add(Samples.Time(() => client.Call("create_memory", request)));
                }
            })).ToArray();
            var total = Samples.Time(() =>
            {
                Array.ForEach(threads, static thread => thread.Start());
                Array.ForEach(threads, static thread => thread.Join());
            });
            RequireFiles(store, Clients * Each);
            return (Clients * Each / total * 1_000, Together(samples));
        }
        finally
        {
            Array.ForEach(clients, static client => client.Dispose());
        }
    }

    private static (double PerSecond, Samples Times) ManyCalls(Workplace workplace, string[] requests)
    {
        var store = workplace.NewFolder("many-calls");
        using var client = McpClient.Start(ServerCommand.Ours(workplace, store));
        client.ListTools();
        var flights = new Flights(client, "create_memory");
        var total = Samples.Time(() => flights.Fly(requests.AsSpan(Alone), Clients));
        RequireFiles(store, Clients * Each);
        return (Clients * Each / total * 1_000, flights.Times);
    }

    private static Samples Together(Samples[] parts)
    {
        var all = new Samples();
        Array.ForEach(parts, all.AddRange);
        return all;
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
