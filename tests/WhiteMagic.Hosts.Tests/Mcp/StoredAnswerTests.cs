using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Microsoft.ML.Tokenizers;
using WhiteMagic.Diagnostics;
using WhiteMagic.Spaces;
using WhiteMagic.Storage;
using WhiteMagic.Testing;

namespace WhiteMagic.Hosts.Tests.Mcp;

/// <summary>What a client gets of a real store: the limit of tokens holds for structured content too, and long work reports.</summary>
public sealed class StoredAnswerTests : IDisposable
{
    // The members' names, and of a memory its name, title, dates and version.
    private const int Fixed = 200;
    private const int Many = 1_000;

    private static readonly Tokenizer O200k = TiktokenTokenizer.CreateForEncoding("o200k_base");

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("read_memory", """{"filename":"heavy","max_tokens":LIMIT}""", 1)]
    [InlineData("batch_read_memories", """{"filenames":["heavy","heavy","heavy"],"max_tokens":LIMIT}""", 3)]
    [InlineData("list_tags", """{"max_tokens":LIMIT}""", 1)]
    [InlineData("get_metrics_summary", """{"max_tokens":LIMIT}""", 1)]
    [InlineData("consolidate", """{"min_age_days":0,"max_tokens":LIMIT}""", 1)]
    public async Task Call_WithMaxTokens_GivesStructuredContentWithin(string tool, string arguments, int memories)
    {
        await FillAsync();
        await using ServedSpace served = Serve(TimeProvider.System);
        int most = 0;
        foreach (int limit in (int[])[1, 50, 500, 3_000, 1_000_000])
        {
            string call = arguments.Replace("LIMIT", limit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            JsonElement result = (await served.CallAsync(limit, tool, call)).GetProperty("result");

            int tokens = O200k.CountTokens(result.GetProperty("structuredContent").GetRawText());
            Assert.InRange(tokens, 1, limit + (memories * Fixed));
            Assert.InRange(O200k.CountTokens(result.GetProperty("content")[0].GetProperty("text").GetString()!), 0, limit);
            most = Math.Max(most, tokens);
        }

        // There was something to cut.
        Assert.True(most > 2_000, $"{tool} has {most} tokens whole");
    }

    [Theory]
    [InlineData("list_tags", "tags", "omitted")]
    [InlineData("get_metrics_summary", "metrics", "omitted")]
    [InlineData("consolidate", "archived", "omitted")]
    public async Task Call_WithTooFewTokens_SaysHowManyEntriesAreLeftOut(string tool, string list, string omitted)
    {
        await FillAsync();
        await using ServedSpace served = Serve(TimeProvider.System);

        JsonElement whole = (await served.CallAsync(1, tool, "{}")).GetProperty("result").GetProperty("structuredContent");
        JsonElement cut = (await served.CallAsync(2, tool, """{"max_tokens":400}""")).GetProperty("result").GetProperty("structuredContent");

        Assert.False(whole.TryGetProperty(omitted, out _));
        Assert.InRange(cut.GetProperty(omitted).GetInt32(), 1, int.MaxValue);
        Assert.InRange(cut.GetProperty(list).GetArrayLength(), 0, whole.GetProperty(list).GetArrayLength() - 1);
    }

    [Theory]
    [InlineData("search_memories", """{"query":"needle","limit":20}""", "indexing", "matching")]
    [InlineData("list_memories", "{}", "indexing")]
    [InlineData("list_tags", "{}", "indexing")]
    [InlineData("get_context", """{"tier":1}""", "indexing")]
    [InlineData("batch_read_memories", "NAMES", "indexing", "reading")]
    [InlineData("consolidate", """{"min_age_days":0}""", "indexing", "reading")]
    public async Task Call_ThatTakesLong_ReportsUpwardsOnTheCallersToken(string tool, string arguments, params string[] stages)
    {
        string[] names = [.. Enumerable.Range(0, Many).Select(static i => $"note{i:D4}.md")];
        foreach (string name in names)
        {
            _folder.Write($"memory/short_term/{name}", $"---\ntitle: {name}\n---\n\nneedle\n");
        }

        // Each look at this clock is a second later, so nothing is held back for coming too soon.
        await using ServedSpace served = Serve(new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) });
        string filled = arguments.Replace("NAMES", $$"""{"filenames":{{JsonSerializer.Serialize(names)}}}""", StringComparison.Ordinal);
        string call = ServedSpace.ToolCall(1, tool, filled);
        await served.SendAsync(call.Replace("\"params\":{", "\"params\":{\"_meta\":{\"progressToken\":\"p\"},", StringComparison.Ordinal));

        var told = new List<(double Progress, double Total, string? Stage)>();
        JsonElement message;
        while (!(message = await served.ReceiveAsync()).TryGetProperty("result", out _))
        {
            JsonElement value = message.GetProperty("params");
            Assert.Equal("p", value.GetProperty("progressToken").GetString());
            told.Add((
                value.GetProperty("progress").GetDouble(),
                value.GetProperty("total").GetDouble(),
                value.TryGetProperty("message", out JsonElement stage) ? stage.GetString() : null));
        }

        Assert.False(message.GetProperty("result").TryGetProperty("isError", out JsonElement isError) && isError.GetBoolean(), message.ToString());
        Assert.InRange(told.Count, 3, int.MaxValue);
        Assert.Equal(told.Select(static value => value.Progress).Order().Distinct(), told.Select(static value => value.Progress));
        Assert.All(told, static value => Assert.InRange(value.Progress, 1, value.Total));
        Assert.Equal(stages, told.Select(static value => value.Stage).Distinct());
        Assert.Equal(told[^1].Total, told[^1].Progress);
    }

    private ServedSpace Serve(TimeProvider clock) => new(settings => settings with
    {
        OpenSpaces = _ => new(new MemoryStore(Options)),
        Clock = clock,
    });

    private MemoryStoreOptions Options => new() { BaseFolder = _folder.Root, Durability = Durability.Normal };

    private async Task FillAsync()
    {
        string matter = string.Concat(Enumerable.Range(0, 3_000).Select(static i => $"unknown_{i}: some value that nobody reads\n"));
        string words = string.Concat(Enumerable.Repeat("Plain words that say something. ", 300));
        _folder.Write("memory/long_term/heavy.md", $"---\ntitle: Heavy\n{matter}---\n\n{words}\n");
        for (int i = 0; i < 150; i++)
        {
            _folder.Write($"memory/short_term/20260101_0{i:D3}00_note.md", $"---\ntitle: Note {i}\ncreated: 2026-01-01\ntags: [tag{i}, topic]\n---\n\nText {i}.\n");
        }

        await using var store = new MemoryStore(Options);
        IMemorySpace space = await store.OpenAsync(SpaceName.Default, Cancel);
        for (int i = 0; i < 60; i++)
        {
            await space.TrackMetricAsync(new MetricSample { Category = "tests", Metric = $"metric number {i}", Value = i }, Cancel);
        }
    }
}
