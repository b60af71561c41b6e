using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.Tokenizers;
using ModelContextProtocol.Client;
using WhiteMagic.Mcp.Tools;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Mcp;

public sealed class ToolListTests
{
    private const int TokenLimit = 2_500;

    [Fact]
    public async Task ToolsList_IsTheApprovedOne()
    {
        await using var served = new ServedSpace();
        await served.InitializeAsync();
        JsonElement tools = (await served.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).GetProperty("result").GetProperty("tools");

        var shown = new JsonArray();
        foreach (JsonElement tool in tools.EnumerateArray())
        {
            JsonObject copy = JsonNode.Parse(tool.GetRawText())!.AsObject();
            Assert.True(copy.Remove("outputSchema"));
            shown.Add(copy);
        }

        Snapshot.Matches("tools.json", shown.ToJsonString(new JsonSerializerOptions
        {
            WriteIndented = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }));
    }

    [Fact]
    public void Tools_AsAModelIsShownThem_StayWithinTheirTokens()
    {
        string shown = "[" + string.Join(',', ToolCatalog.Select("all").Descriptions.Select(tool =>
            $$"""{"name":"{{tool.Name}}","description":{{JsonSerializer.Serialize(tool.Description)}},"inputSchema":{{Minified(tool.InputSchema)}}}""")) + "]";

        int tokens = TiktokenTokenizer.CreateForEncoding("o200k_base").CountTokens(shown);

        TestContext.Current.TestOutputHelper?.WriteLine($"The tools as a model is shown them: {tokens} tokens");
        Assert.InRange(tokens, 1, TokenLimit);
    }

    [Fact]
    public async Task ToolsList_OverTheNewestRevision_SaysHowLongItMayBeKept()
    {
        await using var served = new ServedSpace();
        McpClient client = await served.ConnectAsync();

        IList<McpClientTool> tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("2026-07-28", client.NegotiatedProtocolVersion);
        Assert.Equal(ToolCatalog.Select("all").Names, tools.Select(tool => tool.Name));
    }

    [Theory]
    [InlineData("core", 6)]
    [InlineData("all", 16)]
    [InlineData("read-only", 8)]
    [InlineData("search_memories, read_memory", 2)]
    [InlineData("core,delete_memory", 7)]
    public void Select_Profile_GivesItsTools(string profile, int count) => Assert.Equal(count, ToolCatalog.Select(profile).Names.Count());

    [Theory]
    [InlineData("serch_memories", "did you mean search_memories?")]
    [InlineData("everything at once", "give all, core, read-only or names of tools")]
    [InlineData("", "names none")]
    public void Select_UnknownName_SaysWhatThereIs(string profile, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidInputException>(() => ToolCatalog.Select(profile)).Message, StringComparison.Ordinal);

    private static string Minified(JsonElement schema) => JsonNode.Parse(schema.GetRawText())!.ToJsonString();
}
