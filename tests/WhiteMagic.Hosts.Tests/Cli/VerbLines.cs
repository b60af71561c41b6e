using System.CommandLine;
using WhiteMagic.Cli;
using WhiteMagic.Cli.Commands;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>A command line for each verb there is.</summary>
internal static class VerbLines
{
    /// <summary>A line of each verb that it carries out; words in capitals stand for what the bench is given.</summary>
    private static readonly Dictionary<string, string> Lines = new(StringComparer.Ordinal)
    {
        ["create"] = "T -c x",
        ["read"] = "ID",
        ["update"] = "ID --append x",
        ["delete"] = "ID",
        ["restore"] = "OLD",
        ["search"] = "x",
        ["list"] = "",
        ["tags"] = "",
        ["context"] = "",
        ["files read"] = "note.md",
        ["files search"] = "text note.md",
        ["relate"] = "ID OTHER",
        ["consolidate"] = "",
        ["metrics track"] = "a b 1",
        ["metrics summary"] = "",
        ["metrics export"] = "--format csv",
        ["import markdown"] = "note.md",
        ["import obsidian"] = "note.md",
        ["import jsonl"] = "lines.jsonl",
        ["export"] = "",
        ["backup create"] = "",
        ["backup list"] = "",
        ["backup verify"] = "ARCHIVE",
        ["backup restore"] = "ARCHIVE --yes",
        ["stats"] = "",
        ["doctor"] = "",
        ["reindex"] = "",
        ["cache clear"] = "",
        ["setup"] = "cursor --yes",
        ["demo"] = "",
        ["config show"] = "",
        ["config get"] = "search.limit",
        ["config set"] = "search.limit 5",
        ["config unset"] = "search.limit",
        ["config path"] = "",
        ["completion"] = "bash",
    };

    public static IEnumerable<Verb> Verbs => Leaves(WmCommands.CreateRoot(new GlobalOptions()));

    /// <summary>Gives the line of a verb.</summary>
    public static async Task<string[]> OfAsync(string verb, WmBench wm)
    {
        Assert.True(Lines.ContainsKey(verb), $"{verb} needs a line here, so that it is tested as the others are");
        return [.. verb.Split(' '), .. await ReadAsync(Lines[verb], wm)];
    }

    /// <summary>Puts the names of memories, files and backups that the bench then holds into a line.</summary>
    public static async Task<string[]> ReadAsync(string line, WmBench wm)
    {
        string id = await CreateAsync("A", wm);
        string other = await CreateAsync("B", wm);
        string old = await CreateAsync("C", wm);
        await wm.RunAsync("delete", old);
        wm.WriteFile("note.md", "text");
        wm.WriteFile("lines.jsonl", "{\"title\":\"L\",\"content\":\"x\"}\n");
        wm.WriteFile(".whitemagic/store/memory/short_term/a.md", "text");
        string archive = line.Contains("ARCHIVE", StringComparison.Ordinal) ? (await wm.RunAsync("backup", "create", "-q")).Out.Trim() : "";
        return
        [
            .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word switch
            {
                "ID" => id, "OTHER" => other, "OLD" => old, "ARCHIVE" => archive, _ => word,
            }),
        ];
    }

    private static async Task<string> CreateAsync(string title, WmBench wm) => (await wm.RunAsync("create", title, "-c", "x")).Out.Trim();

    private static IEnumerable<Verb> Leaves(Command command) =>
        command.Subcommands.OfType<Verb>().SelectMany(verb => verb.Subcommands.Count > 0 ? Leaves(verb) : [verb]);
}
