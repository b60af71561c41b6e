using System.Text;
using System.Text.Json;
using WhiteMagic.Context;
using WhiteMagic.Memories;
using WhiteMagic.Spaces;

namespace WhiteMagic.Storage.Tests.Spaces;

/// <summary>A limit of tokens holds for all that a memory brings, not for its text alone.</summary>
public sealed class ReadBudgetTests : IAsyncLifetime
{
    // Names, title, dates, version and the members' names.
    private const int Fixed = 200;

    private static readonly int[] Limits = [1, 10, 100, 1_000, 5_000, 100_000];

    private readonly StoreBench _bench = new();
    private IMemorySpace _space = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var matter = new StringBuilder("---\ntitle: Heavy\ntags: [");
        matter.AppendJoin(", ", Enumerable.Range(0, 90).Select(static i => $"tag{i}")).Append("]\nrelated_to:\n");
        for (int i = 0; i < 300; i++)
        {
            matter.Append($"  - id: 20260101_000000_target_{i}.md\n    type: depends_on\n    description: because of number {i}\n");
        }

        for (int i = 0; i < 3_000; i++)
        {
            matter.Append($"unknown_{i}: some value that nobody reads\n");
        }

        string text = string.Concat(Enumerable.Repeat("Plain words that say something. ", 400));
        _bench.Put("heavy.md", $"{matter}---\n\n{text}\n");
        _bench.Put("light.md", "---\ntitle: Light\ntags: [one]\n---\n\nA few words.\n");
        _space = await _bench.OpenAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Read_WithMaxTokens_KeepsTheWholeAnswerWithin()
    {
        foreach (int limit in Limits)
        {
            MemoryView view = await ReadAsync("heavy", limit);

            Assert.InRange(Tokens(JsonSerializer.Serialize(view, WhiteMagicJson.Readable.MemoryView)), 1, limit + Fixed);
            Assert.InRange(view.Tokens + view.MetadataTokens, 0, limit);
        }
    }

    [Fact]
    public async Task Read_WithMaxTokens_LetsTheFrontMatterGoFirstAndSaysSo()
    {
        MemoryView whole = await ReadAsync("heavy", null);
        int text = TokenCounter.Count(whole.Content);

        MemoryView enough = await ReadAsync("heavy", text + whole.MetadataTokens);
        MemoryView less = await ReadAsync("heavy", text + whole.MetadataTokens - 1);
        MemoryView few = await ReadAsync("heavy", text);

        Assert.Equal((null, null, false), (whole.Omitted, enough.Omitted, enough.Truncated));
        Assert.Equal(whole.Frontmatter, enough.Frontmatter);
        Assert.Equal(["frontmatter"], less.Omitted!);
        Assert.Equal((null, false, 300, 90), (less.Frontmatter, less.Truncated, less.Relations!.Count, less.Tags!.Count));
        Assert.Equal(["relations", "frontmatter"], few.Omitted!);
        Assert.Equal((true, 90), (few.Truncated, few.Tags!.Count));
    }

    [Fact]
    public async Task Read_OfALightMemory_LosesNothingToALimitThatItFits()
    {
        MemoryView whole = await ReadAsync("light", null);

        MemoryView view = await ReadAsync("light", whole.Tokens + whole.MetadataTokens);

        Assert.Equal((whole.Content, whole.Frontmatter, null), (view.Content, view.Frontmatter, view.Omitted));
        Assert.Equal(["one"], view.Tags!);
    }

    [Fact]
    public async Task ReadMany_WithMaxTokens_CountsWhatEachBrings()
    {
        string[] names = [.. Enumerable.Repeat("heavy", 5)];
        foreach (int limit in Limits)
        {
            BatchReadResult result = await _space.ReadManyAsync(new BatchReadRequest { Filenames = names, MaxTokens = limit }, Cancel);

            Assert.InRange(Tokens(JsonSerializer.Serialize(result, WhiteMagicJson.Readable.BatchReadResult)), 1, limit + (names.Length * Fixed));
            Assert.InRange(result.Tokens, 0, limit);
        }
    }

    private static int Tokens(string json) => TokenCounter.Count(json);

    private Task<MemoryView> ReadAsync(string name, int? limit) =>
        _space.ReadAsync(new ReadRequest { Filename = MemoryId.Parse(name), MaxTokens = limit }, Cancel);
}
