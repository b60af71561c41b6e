using System.Text.Json;

namespace WhiteMagic.Hosts.Tests.Cli;

/// <summary>With <c>--json</c> every verb there is writes JSON and nothing else to standard output.</summary>
public sealed class JsonTests : IDisposable
{
    private readonly WmBench _wm = new();

    public void Dispose() => _wm.Dispose();

    // The output of mcp is the protocol's.
    public static TheoryData<string> Verbs => [.. VerbLines.Verbs.Select(verb => verb.Path).Where(path => path != "mcp")];

    // The program that the demo starts is not there.
    public static TheoryData<string> QuietVerbs => [.. Verbs.Select(row => row.Data).Where(path => path != "demo")];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task AnyVerb_WithJson_WritesJsonAlone(string verb)
    {
        string[] line = await VerbLines.OfAsync(verb, _wm);

        WmRun run = await _wm.RunAsync([.. line, "--json"]);

        // The program that the demo would start is not there, which its report says.
        Assert.Equal((verb == "demo" ? 1 : 0, ""), (run.ExitCode, run.Error));
        Assert.All(Values(verb, run), value => Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(value).RootElement.ValueKind));
    }

    [Theory]
    [MemberData(nameof(QuietVerbs))]
    public async Task AnyVerb_WithQuietAlone_WritesNothingBesideItsResult(string verb)
    {
        string[] line = await VerbLines.OfAsync(verb, _wm);

        WmRun run = await _wm.RunAsync([.. line, "--quiet"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("backup restore ARCHIVE", 1)]
    [InlineData("delete ID --permanent", 1)]
    [InlineData("setup cursor", 0)]
    public async Task AQuestionDeclined_WithJson_IsToldInJson(string line, int exit)
    {
        string[] arguments = await VerbLines.ReadAsync(line, _wm);
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
}
