using System.CommandLine;
using WhiteMagic.Cli;
using WhiteMagic.Cli.Commands;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class ProgramTests : IDisposable
{
    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Fact]
    public async Task Help_OfWm_IsTheApprovedText() => Snapshot.Matches("help.txt", (await _wm.RunAsync("--help")).Out);

    [Fact]
    public void Verbs_AreTheApprovedList() => Snapshot.Matches("verbs.txt", string.Join('\n', Lines(WmCommands.CreateRoot(new GlobalOptions()), "wm")));

    [Fact]
    public async Task Help_OfEveryVerb_HasAnExampleAndExplainsEachOption()
    {
        foreach (Verb verb in Leaves(WmCommands.CreateRoot(new GlobalOptions())))
        {
            Assert.NotEmpty(verb.Examples);
            Assert.All(verb.Options.Select(o => o.Description).Concat(verb.Arguments.Select(a => a.Description)), text => Assert.False(string.IsNullOrEmpty(text), verb.Path));
            WmRun run = await _wm.RunAsync([.. verb.Path.Split(' '), "--help"]);
            Assert.Equal(0, run.ExitCode);
            Assert.StartsWith($"{verb.Description}.\n\nUsage: wm {verb.Path}", run.Out, StringComparison.Ordinal);
            Assert.All(run.Lines, line => Assert.True(line.Length <= 132, line));
        }
    }

    [Fact]
    public async Task NoArguments_ShowTheHelp() => Assert.StartsWith("wm: ", (await _wm.RunAsync()).Out, StringComparison.Ordinal);

    [Fact]
    public async Task Version_IsPrintedAlone() => Assert.Matches(@"^\d+\.\d+\.\d+\n$", (await _wm.RunAsync("--version")).Out);

    [Theory]
    [InlineData("serch x", "wm", "did you mean search?")]
    [InlineData("list --limt 3", "list", "did you mean --limit?")]
    [InlineData("backup", "backup", "needs one of: create, list, verify, restore")]
    [InlineData("create", "create", "needs TITLE")]
    [InlineData("list --type medium", "", "'medium' is not one of short_term, long_term")]
    [InlineData("search x --since someday", "", "is not a date such as 2026-11-23")]
    [InlineData("metrics track a b many", "", "many")]
    public async Task AWrongCommandLine_IsAUsageErrorThatHelps(string line, string verb, string hint)
    {
        WmRun run = await _wm.RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(hint, run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(verb, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("read nothing_here", 3, "not_found")]
    [InlineData("read ../etc/passwd", 2, "invalid_input")]
    [InlineData("--space ../up list", 2, "invalid_input")]
    [InlineData("frobnicate", 2, "usage")]
    [InlineData("import markdown nowhere", 1, "failed")]
    [InlineData("create T --content-file nowhere.md", 1, "io")]
    public async Task AnError_WithJson_IsTheOnlyJson(string line, int exit, string code)
    {
        WmRun run = await _wm.RunAsync([.. line.Split(' '), "--json"]);

        Assert.Equal(exit, run.ExitCode);
        Assert.Equal(code, run.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task NotFound_NamesTheNextStepOfACommandLine()
    {
        WmRun run = await _wm.RunAsync("read", "nothing_here");

        Assert.Equal("error: no memory is named nothing_here.md\n  wm search WORDS or wm list give the names there are\n", run.Error);
    }

    [Fact]
    public async Task Cancelled_EndsWith130()
    {
        await _wm.RunAsync("create", "A", "-c", "x");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        WmRun run = await _wm.RunAsync(cancelled.Token, "export");

        Assert.Equal((130, "error: cancelled\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task BaseFolder_IsTheFlagsElseTheEnvironmentsElseTheSettings()
    {
        await _wm.RunAsync("list");
        _wm.WriteConfig("store:\n  base_dir: ~/mine\n");
        await _wm.RunAsync("list");
        _wm.Environment["WM_BASE_PATH"] = "/srv/memory";
        await _wm.RunAsync("list");
        await _wm.RunAsync("--base-dir", "here", "list");

        Assert.Equal(
            [Path.Join(_wm.Home, ".whitemagic", "store"), Path.Join(_wm.Home, "mine"), "/srv/memory", Path.Join(_wm.Home, "here")],
            _wm.Opened.Select(settings => settings.BaseDirectory));
    }

    [Fact]
    public async Task Space_IsTheOneNamed()
    {
        await _wm.RunAsync("--space", "team", "create", "A", "-c", "x");

        Assert.Single(_wm.Spaces.Get(WhiteMagic.Spaces.SpaceName.Parse("team")).Entries);
        Assert.Equal(0, (await _wm.RunAsync("list", "--json")).Json.GetProperty("total").GetInt32());
    }

    [Theory]
    [InlineData("mcp", null, null)]
    [InlineData("mcp --tools core", null, "core")]
    [InlineData("--base-dir here mcp --tools=core --quiet", "here", "core")]
    [InlineData("mcp --base-dir=here", "here", null)]
    public async Task Mcp_UsualLines_AreReadWithoutTheParser(string line, string? folder, string? tools)
    {
        Assert.NotNull(McpArguments.TryParse(line.Split(' ')));
        Assert.Equal(0, (await _wm.RunAsync(line.Split(' '))).ExitCode);

        McpServing served = Assert.Single(_wm.Served);
        Assert.Equal(tools, served.Tools);
        Assert.Equal(folder is null ? Path.Join(_wm.Home, ".whitemagic", "store") : Path.Join(_wm.Home, folder), served.Store.BaseDirectory);
    }

    [Theory]
    [InlineData("mcp --help")]
    [InlineData("mcp --tools")]
    [InlineData("mcp --tools core --tools all")]
    [InlineData("mcp extra")]
    [InlineData("list")]
    [InlineData("mcp --json")]
    [InlineData("--base-dir mcp")]
    public void Mcp_AnythingElse_IsLeftToTheParser(string line) => Assert.Null(McpArguments.TryParse(line.Split(' ')));

    [Fact]
    public async Task Mcp_ByTheParser_ServesTheSame()
    {
        await _wm.RunAsync("mcp", "--json", "--tools", "core", "--space", "team");

        Assert.Equal(("core", "team"), (_wm.Served[0].Tools, _wm.Served[0].Space.Value));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Completion_PrintsAScriptThatAsksWm(string shell) =>
        Assert.Contains("[suggest:", (await _wm.RunAsync("completion", shell)).Out, StringComparison.Ordinal);

    [Fact]
    public async Task Suggest_GivesVerbsOptionsAndValues()
    {
        Assert.Contains("search", (await _wm.RunAsync("[suggest:5]", "wm se")).Lines);
        Assert.Contains("--sort-by", (await _wm.RunAsync("[suggest:12]", "wm list --so")).Lines);
        Assert.Contains("store.durability", (await _wm.RunAsync("[suggest:18]", "wm config set stor")).Lines);
    }

    [Theory]
    [InlineData("wm list --type ", "long_term short_term")]
    [InlineData("wm list --type=", "long_term short_term")]
    [InlineData("wm list --type=l", "long_term")]
    [InlineData("wm context bal", "balanced")]
    public async Task Suggest_OfAValue_GivesTheWordsThatAreTaken(string line, string words)
    {
        WmRun run = await _wm.RunAsync($"[suggest:{line.Length}]", line);

        Assert.Equal((0, words), (run.ExitCode, string.Join(' ', run.Lines)));
    }

    private static IEnumerable<Verb> Leaves(Command command) =>
        command.Subcommands.OfType<Verb>().SelectMany(verb => verb.Subcommands.Count > 0 ? Leaves(verb) : [verb]);

    private static IEnumerable<string> Lines(Command command, string path)
    {
        foreach (Verb verb in command.Subcommands.OfType<Verb>())
        {
            string arguments = string.Concat(verb.Arguments.Select(a => $" {a.Name}"));
            string options = string.Concat(verb.Options.Select(o => $" {o.Name}"));
            IEnumerable<string> lines = verb.Handler is null ? Lines(verb, $"{path} {verb.Name}") : [$"{path} {verb.Name}{arguments}{options}"];
            foreach (string line in lines)
            {
                yield return line;
            }
        }
    }
}
