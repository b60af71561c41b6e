using WhiteMagic.Bench.Baselines;
using WhiteMagic.Bench.Clients;
using WhiteMagic.Bench.Corpus;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Areas;

/// <summary>How soon a server answers tools/list after its process is started, and what memory it holds.</summary>
internal sealed class StartArea : IArea
{
    private const int Starts = 40;
    private const int RivalStarts = 10;
    private const int Searches = 200;

    public string Name => "start";

    public string Summary => "wm mcp from process start to answered tools/list; resident memory; beside server-memory";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        var empty = ServerCommand.Ours(workplace, workplace.NewEmptyStore());
        var store = Standard.NewStore(workplace);
        Cli.Reindex(workplace, store);
        var full = ServerCommand.Ours(workplace, store);
        var rival = ServerMemory.With(workplace, Standard.Corpus.Generate(Standard.Documents));

        var nothing = Samples.Repeat(Starts, () => Samples.Time(() => Command.Run("/bin/true", []))).Median;
        var rivalReady = Ready(rival, RivalStarts).Median;
        var emptyReady = Ready(empty, Starts).Median;
        var fullReady = Ready(full, Starts).Median;
        var newestReady = Ready(full, Starts, static client => client.DiscoverAndListTools()).Median;
        var (ours, oursSearched) = Memory(full, "search_memories");
        var (theirs, theirsSearched) = Memory(rival, "search_nodes");

        return
        [
            Measure.Noted("spawn and end of /bin/true, for scale", nothing, "ms"),
            Measure.AtMost("ready, empty store", emptyReady, "ms", 25),
            Measure.AtMost("ready, 10,000 memories", fullReady, "ms", 60),
            Measure.AtMost("ready, 10,000 memories, 2026-07-28", newestReady, "ms", 60),
            Measure.RatioAtMost("ready, 10,000 memories, beside server-memory", fullReady, "ms", 0.1, rivalReady),
            Measure.AtMost("resident after tools/list, 10,000 memories", ours.Now, "MB", 40),
            Measure.AtMost("resident after 200 searches, 10,000 memories", oursSearched.Now, "MB", 40),
            Measure.AtMost("highest resident in these 200 searches", oursSearched.Peak, "MB", 40),
            Measure.RatioAtMost("resident after tools/list, beside server-memory", ours.Now, "MB", 0.5, theirs.Now),
            Measure.RatioAtMost("resident after searching, beside server-memory", oursSearched.Now, "MB", 0.5, theirsSearched.Now),
        ];
    }

    private static Samples Ready(ServerCommand command, int times, Action<McpClient>? ask = null)
    {
        Once(command, ask);
        return Samples.Repeat(times, () => Once(command, ask));
    }

    private static double Once(ServerCommand command, Action<McpClient>? ask)
    {
        McpClient? client = null;
        var elapsed = Samples.Time(() =>
        {
            client = McpClient.Launch(command);
            if (ask is not null)
            {
                ask(client);
                return;
            }

            client.Initialize();
            client.ListTools();
        });
        client?.Dispose();
        return elapsed;
    }

    private static (ProcessMemory Listed, ProcessMemory Searched) Memory(ServerCommand command, string searchTool)
    {
        using var client = McpClient.Start(command);
        client.ListTools();
        var listed = client.Memory;
        // The rival reads its whole file at each search, so a few show what it holds.
        var searches = searchTool == "search_memories" ? Searches : 5;
        foreach (var question in Standard.Questions(searches))
        {
            client.CallRaw(searchTool, ToolArguments.Search(question.Text));
        }

        return (listed, client.Memory);
    }
}
