using System.Globalization;
using WhiteMagic.Bench.Baselines;
using WhiteMagic.Bench.Clients;
using WhiteMagic.Bench.Corpus;
using WhiteMagic.Bench.Reports;

namespace WhiteMagic.Bench.Areas;

/// <summary>Building the index from files, noticing that nothing changed, and seeing what an editor did.</summary>
internal sealed class IndexArea : IArea
{
    private const int Rebuilds = 3;
    private const int Checks = 21;
    private const int Edits = 40;

    public string Name => "index";

    public string Summary => "10,000 files of 2 to 8 KB: reindex, the check of an unchanged store, an edit made behind the server";

    public IReadOnlyList<Measure> Run(Workplace workplace)
    {
        var empty = workplace.NewEmptyStore();
        var store = Standard.NewStore(workplace);
        var plain = Samples.Repeat(Rebuilds, () => PlainInsert(workplace, store)).Median / 1_000;
        var rebuild = Samples.Repeat(Rebuilds, () => Samples.Time(() => Cli.Reindex(workplace, store))).Median / 1_000;

        var find = Samples.Repeat(Checks, () => Samples.Time(() => Find(store))).Median;
        Cli.ListOne(workplace, empty);
        Cli.ListOne(workplace, store);
        var listEmpty = Samples.Repeat(Checks, () => Samples.Time(() => Cli.ListOne(workplace, empty))).Median;
        var listFull = Samples.Repeat(Checks, () => Samples.Time(() => Cli.ListOne(workplace, store))).Median;

        using var client = McpClient.Start(ServerCommand.Ours(workplace, store));
        client.Call("list_memories", """{"limit":1}""");
        var listed = Samples.Repeat(Checks, () => Samples.Time(() => client.Call("list_memories", """{"limit":1}"""))).Median;
        var seen = Seen(client, store);

        return
        [
            Measure.AtMost("wm reindex", rebuild, "s", 3, plain),
            Measure.Noted("the same a second", Standard.Documents / rebuild, "files/s", Standard.Documents / plain),
            Measure.AtMost("unchanged check (wm list, less that of an empty store)", listFull - listEmpty, "ms", 40, find),
            Measure.Noted("wm list of one memory, whole process", listFull, "ms"),
            Measure.AtMost("list_memories on a running server, check included", listed, "ms", 40, find),
            Measure.AtMost("edited file seen by the next search, p50", seen.Median, "ms", 60),
            Measure.AtMost("edited file seen by the next search, p95", seen.Quantile(0.95), "ms", 60),
        ];
    }

    private static double PlainInsert(Workplace workplace, string store)
    {
        using var plain = new PlainFts(workplace.NewFolder("plain"));
        return Samples.Time(() => plain.InsertFiles(store));
    }

    private static void Find(string store) =>
        Command.Run("find", [Path.Combine(store, "memory"), "-type", "f", "-printf", "%p %s %T@\n"]);

    // Editors write in place or replace the file by another, and both must be seen by the very next call.
    private static Samples Seen(McpClient client, string store)
    {
        var samples = new Samples();
        for (var i = 0; i < Edits; i++)
        {
            var document = Standard.Corpus.Nth(i * 97 % Standard.Documents);
            var path = Path.Combine(store, document.RelativePath);
            // Ended so that no two of them have the same stem.
            var word = "zyxedit" + string.Concat(i.ToString(CultureInfo.InvariantCulture).Select(digit => (char)('a' + digit - '0'))) + "x";
            Edit(path, $"\nThe {word} was added by an editor.\n", replace: i % 2 == 1);
            samples.Add(Samples.Time(() => RequireFound(client, word, document.FileName)));
        }

        return samples;
    }

    private static void Edit(string path, string addition, bool replace)
    {
        if (!replace)
        {
            File.AppendAllText(path, addition);
            return;
        }

        var temporary = path + "~";
        File.WriteAllText(temporary, File.ReadAllText(path) + addition);
        File.Move(temporary, path, overwrite: true);
    }

    private static void RequireFound(McpClient client, string word, string fileName)
    {
        var matches = client.Call("search_memories", ToolArguments.Search(word)).GetProperty("matches");
        if (matches.GetArrayLength() != 1 || matches[0].GetProperty("filename").GetString() != fileName)
        {
            throw new InvalidOperationException($"The edit of {fileName} was not seen by the next search: {matches}");
        }
    }
}
