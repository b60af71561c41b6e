using System.Text.Json;
using CsCheck;

namespace WhiteMagic.Hosts.Tests.Mcp;

public sealed class MalformedInputTests
{
    [Theory]
    [MemberData(nameof(MalformedLines.All), MemberType = typeof(MalformedLines))]
    public async Task Line_Malformed_IsAnsweredAndTheServerLivesOn(string line, int code, int? id)
    {
        await using var served = new ServedSpace();
        await served.InitializeAsync();

        JsonElement answer = await served.AskAsync(line);

        Assert.Equal(code, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(id, answer.GetProperty("id").ValueKind == JsonValueKind.Null ? null : answer.GetProperty("id").GetInt32());
        await AssertLivesAsync(served);
    }

    [Fact]
    public async Task Line_WithExtraMembers_IsUnderstood()
    {
        await using var served = new ServedSpace();

        JsonElement answer = await served.AskAsync(
            """{"jsonrpc":"2.0","id":1,"extra":[1],"method":"tools/call","params":{"name":"list_tags","more":true,"arguments":{}}}""");

        Assert.True(answer.TryGetProperty("result", out _));
    }

    [Fact]
    public async Task Line_OfInvalidUtf8_IsAnsweredAndTheServerLivesOn()
    {
        await using var served = new ServedSpace();
        byte[] line = [.. "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}\n"u8];

        await served.SendAsync(line);

        Assert.True((await served.ReceiveAsync()).TryGetProperty("error", out _));
        await AssertLivesAsync(served);
    }

    [Fact]
    public async Task Line_NestedWithoutEnd_IsAnsweredUnderItsId()
    {
        await using var served = new ServedSpace();
        string deep = new string('[', 100_000) + new string(']', 100_000);

        JsonElement answer = await served.AskAsync($$$"""{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"a":{{{deep}}}}}""");

        Assert.Equal(3, answer.GetProperty("id").GetInt32());
        await AssertLivesAsync(served);
    }

    [Fact]
    public async Task Line_WithByteOrderMarkAndCarriageReturn_IsUnderstood()
    {
        await using var served = new ServedSpace();

        await served.SendAsync("\uFEFF" + ServedSpace.ToolCall(1, "list_tags", "{}") + "\r\n\r\n");

        Assert.Equal(1, (await served.ReceiveAsync()).GetProperty("id").GetInt32());
    }

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","params":{"name":"create_memory","arguments":{"content":"FILL"}},"id":12}""", 12)]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","params":{"name":"create_memory","arguments":{"content":"FILL","id":12}}}""", null)]
    [InlineData("""{"jsonrpc":"2.0","method":"tools/call","params":{"content":"FILL, \"id\":12}""", null)]
    [InlineData("FILL", null)]
    public async Task Line_TooLong_IsAnsweredAndSkipped(string line, int? id)
    {
        await using var served = new ServedSpace(settings => settings with { MaxMessageBytes = 100_000 });

        JsonElement answer = await served.AskAsync(line.Replace("FILL", new string('x', 1_000_000), StringComparison.Ordinal));

        Assert.Equal(-32600, answer.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Contains("longer than 100000 bytes", answer.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(id, answer.GetProperty("id").ValueKind == JsonValueKind.Null ? null : answer.GetProperty("id").GetInt32());
        await AssertLivesAsync(served);
    }

    [Fact]
    public async Task Line_AsLongAsAllowed_IsUnderstood()
    {
        await using var served = new ServedSpace();
        string rest = new('x', 15 * 1024 * 1024);

        JsonElement answer = await served.AskAsync(
            $$$"""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"create_memory","arguments":{"title":"Long","content":"x"},"more":"{{{rest}}}"}}""");

        Assert.Contains("Created", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_OfRandomBytes_NeverEndTheServer()
    {
        await using var served = new ServedSpace();
        foreach (byte[] garbage in Gen.Byte.Where(value => value != (byte)'\n').Array[1, 200].Array[100].Single())
        {
            await served.SendAsync((byte[])[.. garbage, (byte)'\n']);
        }

        await served.SendAsync(ServedSpace.ToolCall(77, "list_tags", "{}"));
        JsonElement answer;
        while ((answer = await served.ReceiveAsync()).GetProperty("id").ValueKind == JsonValueKind.Null)
        {
            Assert.True(answer.TryGetProperty("error", out _));
        }

        Assert.Equal(77, answer.GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task Output_HoldsLinesOfReadableJsonAlone()
    {
        await using var served = new ServedSpace();
        await served.RememberAsync("漢字 & <Häuser>", "Zeile 1\nZeile 2\u2028drei");

        JsonElement answer = await served.CallAsync(1, "list_memories", "{}");

        Assert.Contains("漢字 & <Häuser>", answer.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task AssertLivesAsync(ServedSpace served)
    {
        JsonElement answer = await served.CallAsync(99, "list_tags", "{}");
        Assert.Equal(99, answer.GetProperty("id").GetInt32());
        Assert.True(answer.TryGetProperty("result", out _));
    }
}
