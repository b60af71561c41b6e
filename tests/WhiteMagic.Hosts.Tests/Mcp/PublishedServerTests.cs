using System.Text.Json;
using CsCheck;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>What reaches the published <c>wm mcp</c> as bytes, and what its two outputs hold then.</summary>
public sealed class PublishedServerTests : IDisposable
{
    private const string Call = """{"jsonrpc":"2.0","id":99,"method":"tools/call","params":{"name":"list_tags","arguments":{}}}""";

    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Lines_Malformed_AreEachAnsweredAndTheServerLivesOn()
    {
        using var wm = new WmServer(_home.Root);

        foreach (TheoryDataRow<string, int, int?> row in MalformedLines.All)
        {
            (string line, int code, int? id) = row.Data;
            AssertError(await wm.AskAsync(line), code, id);
        }

        await AssertLivesAsync(wm);
        Assert.Equal("", await wm.EndAsync());
    }

    [Fact]
    public async Task Lines_HugeOrDeepOrOfInvalidUtf8_AreEachAnsweredAndTheServerLivesOn()
    {
        using var wm = new WmServer(_home.Root);
        string huge = new('x', 17 * 1024 * 1024);
        string deep = new string('[', 100_000) + new string(']', 100_000);

        AssertError(await wm.AskAsync($$$"""{"jsonrpc":"2.0","method":"tools/call","params":{"name":"{{{huge}}}"},"id":12}"""), -32600, 12);
        AssertError(await wm.AskAsync($$$"""{"jsonrpc":"2.0","id":13,"method":"tools/call","params":{"name":"{{{huge}}}"}}"""), -32600, 13);
        AssertError(await wm.AskAsync(huge), -32600, null);
        AssertError(await wm.AskAsync($$$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"a":{{{deep}}}}}"""), -32600, 3);
        await wm.SendAsync((byte[])[.. "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}\n"u8]);
        Assert.True((await wm.ReceiveAsync()).TryGetProperty("error", out _));

        await AssertLivesAsync(wm);
        Assert.Equal("", await wm.EndAsync());
    }

    [Fact]
    public async Task Lines_OfRandomBytes_NeverEndTheServer()
    {
        using var wm = new WmServer(_home.Root);
        byte[][] lines = Gen.Byte.Where(value => value != (byte)'\n').Array[1, 200].Array[1000].Single();
        Task sending = SendAsync(wm, lines);

        JsonElement answer;
        while ((answer = await wm.ReceiveAsync()).GetProperty("id").ValueKind == JsonValueKind.Null)
        {
            Assert.True(answer.TryGetProperty("error", out _));
        }

        await sending;
        Assert.Equal(99, answer.GetProperty("id").GetInt32());
        Assert.Equal("", await wm.EndAsync());
    }

    [Fact]
    public async Task Settings_WithAWarning_WarnOnStandardErrorAlone()
    {
        _home.Write(".whitemagic/config.yaml", "serch:\n  limit: 5\n");
        using var wm = new WmServer(_home.Root);

        await AssertLivesAsync(wm);

        string error = await wm.EndAsync();
        Assert.StartsWith("warning: ", error, StringComparison.Ordinal);
        Assert.Contains("serch", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Store_ThatCannotBeOpened_IsAToolErrorAndTheServerLivesOn()
    {
        string file = _home.Write("a_file", "This is no folder.");
        using var wm = new WmServer(_home.Root, "--base-dir", file);

        for (int i = 0; i < 2; i++)
        {
            JsonElement result = (await wm.AskAsync(Call)).GetProperty("result");
            Assert.True(result.GetProperty("isError").GetBoolean());
            Assert.DoesNotContain(_home.Root, result.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("internal error", result.ToString(), StringComparison.Ordinal);
        }

        Assert.True((await wm.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).TryGetProperty("result", out _));
        AssertNoStack(await wm.EndAsync());
    }

    // Beside the reading, for a pipe holds less than all the answers.
    private static async Task SendAsync(WmServer wm, byte[][] lines)
    {
        foreach (byte[] line in lines)
        {
            await wm.SendAsync((byte[])[.. line, (byte)'\n']);
        }

        await wm.SendAsync(Call);
    }

    private static void AssertError(JsonElement answer, int code, int? id)
    {
        Assert.Equal(code, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(id, answer.GetProperty("id").ValueKind == JsonValueKind.Null ? null : answer.GetProperty("id").GetInt32());
    }

    private static async Task AssertLivesAsync(WmServer wm)
    {
        JsonElement answer = await wm.AskAsync(Call);
        Assert.Equal(99, answer.GetProperty("id").GetInt32());
        Assert.True(answer.TryGetProperty("result", out _), answer.ToString());
    }

    private static void AssertNoStack(string error) => Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
}
