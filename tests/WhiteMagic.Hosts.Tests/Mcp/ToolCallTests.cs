using System.Text.Json;
using WhiteMagic.Mcp.Tools;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Hosts.Tests.Mcp;

public sealed class ToolCallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> HappyCalls => new()
    {
        { "create_memory", """{"title":"Why SQLite","content":"It is small.","tags":["decision"]}""", "Created 2026" },
        { "search_memories", """{"query":"small","limit":"5","tags":"decision"}""", "1 of 1\nID — Seed [decision] (0.86)\n  8-9: It is small. And fast." },
        { "search_memories", """{"query":"small","granularity":"passage"}""", "1 of 1\nID — Seed [decision] (0.86)\n\nPassages:\n  ID 8-9: It is small. And fast." },
        { "search_memories", """{"query":"nothing has this"}""", "No memory matches." },
        { "read_memory", """{"filename":"ID"}""", "ID — Seed [decision] (short_term)\n\nIt is small.\nAnd fast." },
        { "read_memory", """{"filename":"ID","include_metadata":false}""", "ID — Seed\n\nIt is small.\nAnd fast." },
        { "read_memory", """{"filename":"memory://default/ID"}""", "ID — Seed" },
        { "fast_read_memory", """{"filename":"ID","lines":"8-8"}""", "It is small." },
        { "batch_read_memories", """{"filenames":["ID","memory://default/none.md"]}""", "# none.md: no memory is named none.md" },
        { "list_memories", """{"type":"short_term","sort_by":"title"}""", "2 of 2\nOTHER — Other\nID — Seed [decision]" },
        { "update_memory", """{"filename":"ID","append":"More.","add_tags":["new"],"expected_version":"VERSION"}""", "Updated ID: content, tags" },
        { "delete_memory", """{"filename":"ID"}""", "ID archived" },
        { "restore_memory", """{"filename":"GONE","type":"long_term"}""", "Restored GONE as long_term" },
        { "relate_memories", """{"source":"ID","target":"memory://default/OTHER","relation":"supersedes"}""", "Linked ID → OTHER" },
        { "list_tags", "{}", "decision 1" },
        { "get_context", """{"tier":1,"query":"small"}""", "## Seed" },
        { "consolidate", """{"min_age_days":0}""", "Plan for 2 old memories: 1 promoted, 1 archived into 1\nConsolidated memories 2026-11-23 ← OTHER\nlong_term: ID" },
        { "clear_memory_cache", "{}", "Cleared 1" },
        { "track_metric", """{"category":"tests","metric":"passed","value":1.5}""", "Tracked tests/passed (1)" },
        { "get_metrics_summary", """{"categories":["tests"]}""", "tests/seeded: 4 (average 4, 4 to 4, 1 values)" },
    };

    [Theory]
    [MemberData(nameof(HappyCalls))]
    public async Task Call_EachTool_GivesItsTextAndStructuredContentOfItsSchema(string tool, string arguments, string expected)
    {
        await using var served = new ServedSpace();
        IMemorySpace space = await served.OpenAsync();
        await space.TrackMetricAsync(new() { Category = "tests", Metric = "seeded", Value = 4 }, Cancellation);
        MemoryId id = await served.RememberAsync("Seed", "It is small.\nAnd fast.", "decision");
        MemoryId other = await served.RememberAsync("Other", "It is large.");
        MemoryId gone = await served.RememberAsync("Gone", "It is old.");
        await space.DeleteAsync(gone, cancellationToken: Cancellation);
        string version = (await space.ReadAsync(new ReadRequest { Filename = id }, Cancellation)).Version!;
        string Named(string text) => text.Replace("ID", id.Value, StringComparison.Ordinal).Replace("OTHER", other.Value, StringComparison.Ordinal)
            .Replace("GONE", gone.Value, StringComparison.Ordinal).Replace("VERSION", version, StringComparison.Ordinal);

        JsonElement result = (await served.CallAsync(1, tool, Named(arguments))).GetProperty("result");

        Assert.False(result.TryGetProperty("isError", out JsonElement isError) && isError.GetBoolean(), result.ToString());
        Assert.Contains(Named(expected), Text(result), StringComparison.Ordinal);
        JsonShape.AssertValid(OutputSchemas.Of(tool), result.GetProperty("structuredContent"));
    }

    [Theory]
    [InlineData("create_memory", """{}""", "title: is required")]
    [InlineData("create_memory", """{"title":null,"content":"x"}""", "title: is required")]
    [InlineData("create_memory", """{"title":5,"content":"x"}""", "title: must be a text, not 5")]
    [InlineData("create_memory", """{"title":"","content":"x"}""", "title: is empty; give 1 to 500 characters")]
    [InlineData("create_memory", """{"title":"a","content":"x","type":"forever"}""", "type: must be one of short_term, long_term, not \"forever\"")]
    [InlineData("create_memory", """{"title":"a","content":"x","type":1}""", "type: must be one of")]
    [InlineData("create_memory", """{"title":"a","content":"x","tags":{"a":1}}""", "tags: must be a list of texts")]
    [InlineData("create_memory", """{"title":"a","content":"x","tags":["a",7]}""", "tags: must be a text, not 7")]
    [InlineData("create_memory", """{"title":"a","content":"x","tagz":["a"]}""", "tagz: is not an argument of this tool; did you mean tags?")]
    [InlineData("create_memory", """{"title":"a","content":"x","space":"../x"}""", "space: must be 1 to 64")]
    [InlineData("search_memories", """{"limit":0}""", "limit: must be 1 to 1000, not 0")]
    [InlineData("search_memories", """{"limit":2.5}""", "limit: must be a whole number, not 2.5")]
    [InlineData("search_memories", """{"limit":"many"}""", "limit: must be a whole number, not \"many\"")]
    [InlineData("search_memories", """{"limit":1e300}""", "limit: must be 1 to 1000")]
    [InlineData("search_memories", """{"max_tokens":-1}""", "max_tokens: must be 1 or more, not -1")]
    [InlineData("search_memories", """{"since":"yesterday"}""", "since: must be a date or time in ISO 8601")]
    [InlineData("search_memories", """{"include_archived":"perhaps"}""", "include_archived: must be true or false")]
    [InlineData("read_memory", """{"filename":"../../etc/passwd"}""", "filename: has a character that no file name may have")]
    [InlineData("read_memory", """{"filename":"none.md"}""", "no memory is named none.md")]
    [InlineData("read_memory", """{"filename":"memory://other/a.md","space":"default"}""", "one call is about one space")]
    [InlineData("read_memory", """{"filename":"memory://default/..%2Fx"}""", "filename: has a character that no file name may have")]
    [InlineData("fast_read_memory", """{"filename":"none.md","lines":"5..6"}""", "lines: is not a range of lines")]
    [InlineData("get_context", """{"tier":3}""", "tier: must be 0 to 2, not 3")]
    [InlineData("track_metric", """{"category":"a","metric":"b","value":"much"}""", "value: must be a number")]
    [InlineData("track_metric", """{"category":"a","metric":"b","value":1e999}""", "value: must be a number")]
    [InlineData("list_memories", """{"cursor":"nonsense"}""", "cursor: is not one of this list")]
    [InlineData("search_memories", """{"include_archived":"\ud800"}""", "include_archived: is not valid Unicode")]
    [InlineData("search_memories", """{"limit":"\ud800"}""", "limit: is not valid Unicode")]
    [InlineData("search_memories", """{"tags":["\ud800"]}""", "tags: is not valid Unicode")]
    [InlineData("search_memories", """{"type":"\ud800"}""", "type: is not valid Unicode")]
    [InlineData("search_memories", """{"space":"\ud800"}""", "space: is not valid Unicode")]
    [InlineData("track_metric", """{"category":"a","metric":"b","value":"\ud800"}""", "value: is not valid Unicode")]
    public async Task Call_BadArguments_IsAToolErrorThatNamesThem(string tool, string arguments, string expected)
    {
        await using var served = new ServedSpace();

        JsonElement result = (await served.CallAsync(1, tool, arguments)).GetProperty("result");

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Contains(expected, Text(result), StringComparison.Ordinal);
        Assert.Empty(served.Log);
    }

    [Fact]
    public void Text_WithHalfACharacter_IsRefusedByName()
    {
        var arguments = new ToolArguments(
            ToolCatalog.Select("all").Find("create_memory")!.InputSchema,
            new Dictionary<string, JsonElement> { ["title"] = JsonElement.Parse("\"\\ud800\""), ["content"] = JsonElement.Parse("\"x\"") });

        Assert.Contains("title: is not valid Unicode", Assert.Throws<InvalidInputException>(() => arguments.Text("title")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_WithoutArguments_IsACallWithNone()
    {
        await using var served = new ServedSpace();

        JsonElement answer = await served.AskAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_tags"}}""");

        Assert.Equal("No tags.", Text(answer.GetProperty("result")));
    }

    [Fact]
    public async Task Call_UnknownTool_IsInvalidParams()
    {
        await using var served = new ServedSpace();

        JsonElement error = (await served.CallAsync(1, "serch_memories", "{}")).GetProperty("error");

        Assert.Equal(-32602, error.GetProperty("code").GetInt32());
        Assert.Contains("did you mean search_memories?", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ToolOutsideTheProfile_IsUnknown()
    {
        await using var served = new ServedSpace(settings => settings with { Tools = "read-only" });

        Assert.Equal(-32602, (await served.CallAsync(1, "create_memory", "{}")).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Call_InternalFailure_TellsTheLogAndNotTheCaller()
    {
        await using var served = new ServedSpace();
        served.Spaces.Hooks.OnSearch = _ => throw new InvalidOperationException("secret detail");

        JsonElement result = (await served.CallAsync(1, "search_memories", "{}")).GetProperty("result");

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.StartsWith("internal error", Text(result), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.ToString(), StringComparison.Ordinal);
        Assert.Contains("search_memories failed: System.InvalidOperationException: secret detail", served.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_AddressOfAnotherSpace_IsAboutThatSpace()
    {
        await using var served = new ServedSpace();
        MemoryReceipt there = await (await served.OpenAsync("other")).CreateAsync(
            new MemoryDraft { Title = "Elsewhere", Content = "Here." }, Cancellation);

        JsonElement answer = await served.CallAsync(1, "read_memory", $$"""{"filename":"memory://other/{{there.Filename}}"}""");

        Assert.Contains("Elsewhere", Text(answer.GetProperty("result")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search_memories", """{"query":"word","max_tokens":LIMIT}""")]
    [InlineData("search_memories", """{"query":"word","granularity":"passage","max_tokens":LIMIT}""")]
    [InlineData("read_memory", """{"filename":"ID","max_tokens":LIMIT}""")]
    [InlineData("fast_read_memory", """{"filename":"ID","max_tokens":LIMIT}""")]
    [InlineData("batch_read_memories", """{"filenames":["ID","ID"],"max_tokens":LIMIT}""")]
    [InlineData("list_memories", """{"max_tokens":LIMIT}""")]
    [InlineData("get_context", """{"tier":2,"max_tokens":LIMIT}""")]
    [InlineData("list_tags", """{"max_tokens":LIMIT}""")]
    [InlineData("get_metrics_summary", """{"max_tokens":LIMIT}""")]
    [InlineData("consolidate", """{"max_tokens":LIMIT}""")]
    public async Task Call_WithMaxTokens_GivesATextWithin(string tool, string arguments)
    {
        await using var served = new ServedSpace();
        MemoryId id = await served.RememberAsync("Häuser 漢字 🙂", string.Concat(Enumerable.Repeat("word 漢字 Straßenbahn 🙂\n", 200)), "tag");
        var tokenizer = Microsoft.ML.Tokenizers.TiktokenTokenizer.CreateForEncoding("o200k_base");

        foreach (int limit in (int[])[1, 2, 7, 40, 300])
        {
            string call = arguments.Replace("ID", id.Value, StringComparison.Ordinal).Replace("LIMIT", $"{limit}", StringComparison.Ordinal);
            JsonElement result = (await served.CallAsync(limit, tool, call)).GetProperty("result");
            if (tool == "list_memories" && limit < 29)
            {
                // A list shows whole entries or says what one takes: an error is not cut.
                Assert.Contains("max_tokens: is too small for the next entry; give 29 or more", Text(result), StringComparison.Ordinal);
                continue;
            }

            Assert.False(result.TryGetProperty("isError", out _), result.ToString());
            Assert.InRange(tokenizer.CountTokens(Text(result)), 0, limit);
        }
    }

    private static string Text(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;
}
