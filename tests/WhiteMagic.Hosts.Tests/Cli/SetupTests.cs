using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteMagic.Hosts.Tests.Cli;

public sealed class SetupTests : IDisposable
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    [Theory]
    [InlineData("claude-desktop", ".config/Claude/claude_desktop_config.json", "mcpServers")]
    [InlineData("claude-code", ".claude.json", "mcpServers")]
    [InlineData("cursor", ".cursor/mcp.json", "mcpServers")]
    [InlineData("vscode", ".config/Code/User/mcp.json", "servers")]
    [InlineData("windsurf", ".codeium/windsurf/mcp_config.json", "mcpServers")]
    public async Task WithYes_EveryClientsFile_NamesTheServer(string client, string file, string section)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the folders are Linux's");

        WmRun run = await _wm.RunAsync("setup", client, "--yes");

        Assert.Equal((0, Path.Join(_wm.Home, file) + "\n"), (run.ExitCode, run.Out));
        JsonNode server = Read(file)[section]!["whitemagic"]!;
        Assert.Equal("/opt/wm/wm", (string?)server["command"]);
        Assert.Equal(["mcp"], server["args"]!.AsArray().Select(a => (string?)a));
        Assert.Equal("unchanged", (await _wm.RunAsync("setup", client, "--yes", "--json")).Json.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("claude-desktop", "Claude/claude_desktop_config.json")]
    [InlineData("vscode", "Code/User/mcp.json")]
    public async Task XdgConfigHome_WhenSet_HoldsTheClientsFile(string client, string file)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the folders are Linux's");
        _wm.Environment["XDG_CONFIG_HOME"] = Path.Join(_wm.Home, "settings");

        WmRun run = await _wm.RunAsync("setup", client, "--yes");

        Assert.Equal((0, Path.Join(_wm.Home, "settings", file) + "\n"), (run.ExitCode, run.Out));
        Assert.False(Directory.Exists(Path.Join(_wm.Home, ".config")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("settings")]
    public async Task XdgConfigHome_ThatIsNoAbsolutePath_IsIgnored(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the folders are Linux's");
        _wm.Environment["XDG_CONFIG_HOME"] = folder;

        Assert.Equal(Path.Join(_wm.Home, ".config/Code/User/mcp.json") + "\n", (await _wm.RunAsync("setup", "vscode", "--yes")).Out);
    }

    [Theory]
    [InlineData("{}", "{\n  \"mcpServers\": {\n    \"whitemagic\": W\n  }\n}")]
    [InlineData("{ \"a\": 1 }", "{\n  \"mcpServers\": {\n    \"whitemagic\": W\n  },\n  \"a\": 1 }")]
    [InlineData("{\n  // mine\n  \"a\": 1, // one\n}\n", "{\n  \"mcpServers\": {\n    \"whitemagic\": W\n  },\n  // mine\n  \"a\": 1, // one\n}\n")]
    [InlineData("{\n  \"mcpServers\": {}\n}\n", "{\n  \"mcpServers\": {\n    \"whitemagic\": W\n  }\n}\n")]
    [InlineData("{\n  \"mcpServers\": {\n  }\n}\n", "{\n  \"mcpServers\": {\n    \"whitemagic\": W\n  }\n}\n")]
    [InlineData("{\n  \"mcpServers\": { // all of them\n    \"other\": { \"command\": \"x\" }\n  }\n}\n", "{\n  \"mcpServers\": {\n    \"whitemagic\": W, // all of them\n    \"other\": { \"command\": \"x\" }\n  }\n}\n")]
    [InlineData("{\n  \"mcpServers\": {\n    \"whitemagic\": { \"command\": \"old\" }, // mine\n    \"other\": {}\n  }\n}\n", "{\n  \"mcpServers\": {\n    \"whitemagic\": W, // mine\n    \"other\": {}\n  }\n}\n")]
    public async Task AnyLayout_KeepsTheRestAsItIs(string before, string after)
    {
        string file = _wm.WriteFile(".cursor/mcp.json", before);

        WmRun run = await _wm.RunAsync("setup", "cursor", "--yes", "--json");

        Assert.Equal("written", run.Json.GetProperty("outcome").GetString());
        const string Server = "{\n      \"command\": \"/opt/wm/wm\",\n      \"args\": [\"mcp\"]\n    }";
        Assert.Equal(after.Replace("W", Server, StringComparison.Ordinal), File.ReadAllText(file));
        Assert.Equal(before, File.ReadAllText(run.Json.GetProperty("backup").GetString()!));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\n\t\"a\": [1, {\"whitemagic\": 2}], /* x, \"y\" */\n\t\"b\": \"// no comment\"\n}\n")]
    [InlineData("{\n  \"mcpServers\": {\n    \"a\": { \"command\": \"x\" }, // last, and not\n    \"b\": { \"command\": \"y\" }\n  },\n  \"z\": null\n}\n")]
    [InlineData("{\"mcpServers\":{\"a\":{\"args\":[\"}\"]}}}")]
    [InlineData("{\r\n  \"mcpServers\": {\r\n  }\r\n}\r\n")]
    public async Task Remove_AfterSetup_LeavesWhatWasThere(string before)
    {
        string file = _wm.WriteFile(".cursor/mcp.json", before);
        await _wm.RunAsync("setup", "cursor", "--yes");
        string with = File.ReadAllText(file);
        Assert.Equal(before.Contains("\r\n", StringComparison.Ordinal), !with.Replace("\r\n", "", StringComparison.Ordinal).Contains('\n') && with.Contains('\n'));

        Assert.Equal(0, (await _wm.RunAsync("setup", "cursor", "--remove", "--yes")).ExitCode);

        JsonObject now = Read(".cursor/mcp.json").AsObject();
        JsonObject then = JsonNode.Parse(before, documentOptions: Lenient)!.AsObject();
        then.TryAdd("mcpServers", new JsonObject());
        Assert.True(JsonNode.DeepEquals(then, now), File.ReadAllText(file));
        Assert.All(before.Split('"').Where(part => part.Contains("//", StringComparison.Ordinal)), part => Assert.Contains(part.Trim(), File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Remove_TheLastMember_TakesTheCommaBeforeIt()
    {
        string file = _wm.WriteFile(".cursor/mcp.json", "{\n  \"mcpServers\": {\n    \"a\": {}, // first\n    \"whitemagic\": {}\n  }\n}\n");

        await _wm.RunAsync("setup", "cursor", "--remove", "--yes");

        Assert.Equal("{\n  \"mcpServers\": {\n    \"a\": {} // first\n  }\n}\n", File.ReadAllText(file));
    }

    [Fact]
    public async Task SetupAndRemove_WithinOneSecond_EachKeepACopy()
    {
        const string Original = "{\n  // mine\n  \"a\": 1\n}\n";
        _wm.WriteFile(".cursor/mcp.json", Original);

        string first = await BackupAsync("setup", "cursor", "--yes", "--json");
        string with = File.ReadAllText(Path.Join(_wm.Home, ".cursor/mcp.json"));
        string second = await BackupAsync("setup", "cursor", "--remove", "--yes", "--json");
        string third = await BackupAsync("setup", "cursor", "--yes", "--json");

        Assert.Equal(["mcp.json.20261123_101500.bak", "mcp.json.20261123_101500_2.bak", "mcp.json.20261123_101500_3.bak"], new[] { first, second, third }.Select(Path.GetFileName));
        Assert.Equal((Original, with), (File.ReadAllText(first), File.ReadAllText(second)));
    }

    [Theory]
    [InlineData("{ \"a\": ")]
    [InlineData("[1]")]
    [InlineData("not json")]
    [InlineData("{\"mcpServers\": []}")]
    public async Task AFileThatIsNotWhatItShouldBe_IsRefusedAndUntouched(string text)
    {
        string file = _wm.WriteFile(".cursor/mcp.json", text);

        WmRun run = await _wm.RunAsync("setup", "cursor", "--yes");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--print", run.Error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task WithoutConsent_TheChangeIsOnlyShown()
    {
        string file = _wm.WriteFile(".cursor/mcp.json", "{\n  \"a\": 1\n}\n");

        WmRun piped = await _wm.RunAsync("setup", "cursor");
        (_wm.OnTerminal, _wm.Input) = (true, "no\n");
        WmRun refused = await _wm.RunAsync("setup", "cursor", "--no-color");

        Assert.Contains("+   \"mcpServers\": {", piped.Out, StringComparison.Ordinal);
        Assert.Contains("+   \"mcpServers\": {", refused.Error, StringComparison.Ordinal);
        Assert.Equal("{\n  \"a\": 1\n}\n", File.ReadAllText(file));

        _wm.Input = "y\n";
        Assert.Equal(0, (await _wm.RunAsync("setup", "cursor")).ExitCode);
        Assert.NotNull(Read(".cursor/mcp.json")["mcpServers"]);
    }

    [Fact]
    public async Task Print_WritesTheSnippetAlone_WithTheStoreAndSpaceNamed()
    {
        WmRun run = await _wm.RunAsync("--base-dir", "mine", "--space", "team", "setup", "vscode", "--print");

        JsonNode server = JsonNode.Parse(run.Out)!["servers"]!["whitemagic"]!;
        Assert.Equal(["mcp", "--base-dir", Path.Join(_wm.Home, "mine"), "--space", "team"], server["args"]!.AsArray().Select(a => (string?)a));
        Assert.Equal("stdio", (string?)server["type"]);
    }

    [Fact]
    public async Task Project_WritesTheProjectsFile()
    {
        await _wm.RunAsync("setup", "claude-code", "--project", "--yes");

        Assert.NotNull(Read(".mcp.json")["mcpServers"]!["whitemagic"]);
        Assert.Equal(2, (await _wm.RunAsync("setup", "windsurf", "--project", "--yes")).ExitCode);
    }

    [Fact]
    public async Task AFileWithAByteOrderMark_KeepsIt()
    {
        string file = _wm.WriteFile(".cursor/mcp.json", "");
        File.WriteAllText(file, "{\n  \"ä\": 1\n}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        await _wm.RunAsync("setup", "cursor", "--yes");

        byte[] bytes = File.ReadAllBytes(file);
        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'{'], bytes[..4]);
        Assert.Equal(1, (int?)Read(".cursor/mcp.json")["ä"]);
    }

    private async Task<string> BackupAsync(params string[] line) => (await _wm.RunAsync(line)).Json.GetProperty("backup").GetString()!;

    private JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Join(_wm.Home, file)), documentOptions: Lenient)!;
}
