using System.Text.Json;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>The official Inspector drives the published wm over stdio, in both protocol eras.</summary>
public sealed class InspectorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wm-inspector-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task ToolsList_Strict_FindsPortableSchemas(string era)
    {
        var outcome = await InspectAsync(["--protocol-era", era, "--method", "tools/list", "--strict"]);

        outcome.AssertSucceeded();
        using var json = JsonDocument.Parse(outcome.Output);
        var tools = json.RootElement.GetProperty("result").GetProperty("tools").EnumerateArray();
        Assert.Contains(tools, tool => tool.GetProperty("name").GetString() == "create_memory");
    }

    [Theory]
    [InlineData("legacy")]
    [InlineData("modern")]
    public async Task ToolsCall_CreateThenSearch_FindsTheMemory(string era)
    {
        var created = await CallAsync(era, "create_memory", """{"title":"Seen from outside","content":"A heron waits."}""");
        var found = await CallAsync(era, "search_memories", """{"query":"heron"}""");

        var match = Assert.Single(found.GetProperty("matches").EnumerateArray());
        Assert.Equal(created.GetProperty("filename").GetString(), match.GetProperty("filename").GetString());
    }

    [Fact]
    public async Task ToolsCall_UnknownMemory_IsAToolError()
    {
        var outcome = await InspectAsync([
            "--method", "tools/call", "--tool-name", "read_memory", "--tool-args-json", """{"filename":"20000101_000000_no.md"}""",
        ]);

        Assert.Equal(5, outcome.ExitCode);
        Assert.Contains("20000101_000000_no", outcome.Output);
    }

    private async Task<JsonElement> CallAsync(string era, string tool, string arguments)
    {
        var outcome = await InspectAsync([
            "--protocol-era", era, "--method", "tools/call", "--tool-name", tool, "--tool-args-json", arguments,
        ]);

        outcome.AssertSucceeded();
        using var json = JsonDocument.Parse(outcome.Output);
        return json.RootElement.GetProperty("result").GetProperty("structuredContent").Clone();
    }

    private Task<ChildOutcome> InspectAsync(string[] question) => ChildProcess.RunAsync(
        OutsideTools.Node,
        [
            OutsideTools.Inspector, "--cli", "--format", "json", .. question,
            PublishedWm.Path, "mcp", "--base-dir", Path.Combine(_folder.FullName, "store"),
        ],
        _folder.FullName,
        TestContext.Current.CancellationToken);
}
