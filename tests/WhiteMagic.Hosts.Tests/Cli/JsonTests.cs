using System.CommandLine;
using System.Text.Json;
using WhiteMagic.Cli;
using WhiteMagic.Cli.Commands;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>With <c>--json</c> every verb there is writes JSON and nothing else to standard output.</summary>
public sealed class JsonTests : IDisposable
{
    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    /// <summary>A line of each verb that it carries out, with what it ends with; <c>ID</c> and <c>OLD</c> are a memory and an archived one.</summary>
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

    public static TheoryData<string> Verbs => [.. Leaves(WmCommands.CreateRoot(new GlobalOptions())).Select(verb => verb.Path)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task AnyVerb_WithJson_WritesJsonAlone(string verb)
    {
        Assert.SkipWhen(verb == "mcp", "its output is the protocol's");
        Assert.True(Lines.ContainsKey(verb), $"{verb} needs a line here, so that its JSON is tested");
        string[] line = [.. verb.Split(' '), .. await ArgumentsAsync(Lines[verb])];

        WmRun run = await _wm.RunAsync([.. line, "--json"]);

        // The program that the demo would start is not there, which its report says.
        Assert.Equal((verb == "demo" ? 1 : 0, ""), (run.ExitCode, run.Error));
        Assert.All(Values(verb, run), value => Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(value).RootElement.ValueKind));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task AnyVerb_WithQuietAlone_WritesNothingBesideItsResult(string verb)
    {
        Assert.SkipWhen(verb is "mcp" or "demo", "the one's output is the protocol's, the other's program is not there");
        string[] line = [.. verb.Split(' '), .. await ArgumentsAsync(Lines[verb])];

        WmRun run = await _wm.RunAsync([.. line, "--quiet"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("backup restore ARCHIVE", 1)]
    [InlineData("delete ID --permanent", 1)]
    [InlineData("setup cursor", 0)]
    public async Task AQuestionDeclined_WithJson_IsToldInJson(string line, int exit)
    {
        string[] arguments = await ArgumentsAsync(line);
        (_wm.OnTerminal, _wm.Input) = (true, "no\n");

        WmRun run = await _wm.RunAsync([.. arguments, "--json"]);

        Assert.Equal(exit, run.ExitCode);
        string? told = exit == 0 ? run.Json.GetProperty("outcome").GetString() : run.Json.GetProperty("error").GetProperty("code").GetString();
        Assert.Equal(exit == 0 ? "shown" : "declined", told);
    }

    [Fact]
    public async Task Completion_WithJson_NamesTheShellAndGivesTheSameScript()
    {
        JsonElement report = (await _wm.RunAsync("completion", "zsh", "--json")).Json;

        Assert.Equal("zsh", report.GetProperty("shell").GetString());
        Assert.Equal((await _wm.RunAsync("completion", "zsh")).Out, report.GetProperty("script").GetString());
    }

    [Fact]
    public async Task Setup_WithPrintAndJson_IsTheClientsJson() =>
        Assert.True((await _wm.RunAsync("setup", "cursor", "--print", "--json")).Json.TryGetProperty("mcpServers", out _));

    // An export is a value on each line, for a program that reads them one by one.
    private static string[] Values(string verb, WmRun run) => verb == "export" ? run.Lines : [run.Out];

    private async Task<string[]> ArgumentsAsync(string line)
    {
        string id = await CreateAsync("A");
        string other = await CreateAsync("B");
        string old = await CreateAsync("C");
        await _wm.RunAsync("delete", old);
        _wm.WriteFile("note.md", "text");
        _wm.WriteFile("lines.jsonl", "{\"title\":\"L\",\"content\":\"x\"}\n");
        _wm.WriteFile(".whitemagic/store/memory/short_term/a.md", "text");
        string archive = line.Contains("ARCHIVE", StringComparison.Ordinal) ? (await _wm.RunAsync("backup", "create", "-q")).Out.Trim() : "";
        return
        [
            .. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word switch
            {
                "ID" => id, "OTHER" => other, "OLD" => old, "ARCHIVE" => archive, _ => word,
            }),
        ];
    }

    private async Task<string> CreateAsync(string title) => (await _wm.RunAsync("create", title, "-c", "x")).Out.Trim();

    private static IEnumerable<Verb> Leaves(Command command) =>
        command.Subcommands.OfType<Verb>().SelectMany(verb => verb.Subcommands.Count > 0 ? Leaves(verb) : [verb]);
}
