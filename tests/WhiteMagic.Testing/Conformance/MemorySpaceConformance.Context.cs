using CsCheck;
using WhiteMagic.Context;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

public abstract partial class MemorySpaceConformance
{
    [Theory]
    [InlineData(ContextTier.Quick, 2, 0)]
    [InlineData(ContextTier.Balanced, 5, 2)]
    [InlineData(ContextTier.Full, 10, 5)]
    public async Task Context_OfATier_GivesItsNumberOfTheLatestMemories(ContextTier tier, int shortTerm, int longTerm)
    {
        IMemorySpace space = await OpenAsync();
        await RememberAsync(space, 12, "A short text.");

        ContextPackage package = await space.GetContextAsync(new ContextRequest { Tier = tier }, Cancel);

        string[] expected = [.. Latest("short", shortTerm), .. Latest("long", longTerm)];
        Assert.Equal(expected, package.Filenames.Select(static id => id.Value[16..^3]));
        Assert.Equal(((int)tier, 0), (package.Tier, package.Omitted));
        Assert.All(package.Filenames, id => Assert.Contains(id.Value, package.Text, StringComparison.Ordinal));
        Assert.InRange(package.Tokens, 1, package.Budget);
    }

    [Fact]
    public async Task Context_Quick_HasOneLineForEachMemory()
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "One\nline", "# Heading\n\nThe first line.\nThe second line.");

        string text = (await space.GetContextAsync(new ContextRequest { Tier = ContextTier.Quick }, Cancel)).Text;

        string line = Assert.Single(text.Split('\n'), static line => line.StartsWith("- ", StringComparison.Ordinal));
        Assert.Contains("One line", line, StringComparison.Ordinal);
        Assert.Contains("The first line.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("second", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_Full_HoldsTheWholeTexts()
    {
        IMemorySpace space = await OpenAsync();
        const string Content = "First paragraph.\n\nSecond paragraph, 数据库, é 🚀.";
        await AddLongAsync(space, "Whole", Content);

        ContextPackage package = await space.GetContextAsync(new ContextRequest { Tier = ContextTier.Full }, Cancel);

        Assert.Contains(Content, package.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Context_WithAnyBudget_NeverPassesIt()
    {
        IMemorySpace space = await OpenAsync();
        await RememberAsync(space, 6, "Plain words; 数据库选择; 👩‍👩‍👧‍👦; اخترنا; ſ; \n\n```\ncode();\n```\n" + string.Join(' ', Enumerable.Repeat("filler text.", 40)));
        Gen<ContextRequest> requests = Gen.Select(
            Gen.Enum<ContextTier>(),
            Gen.OneOf(Gen.Int[1, 60], Gen.Int[1, 3000]),
            Gen.OneOf<string?>(null, "数据库", "filler"),
            static (tier, tokens, query) => new ContextRequest { Tier = tier, MaxTokens = tokens, Query = query });

        await requests.SampleAsync(
            async request =>
            {
                ContextPackage package = await space.GetContextAsync(request, Cancel);
                Assert.Equal(request.MaxTokens, package.Budget);
                Assert.Equal(TokenCounter.Count(package.Text), package.Tokens);
                Assert.InRange(package.Tokens, 0, package.Budget);
                Assert.All(package.Filenames, id => Assert.Contains(id.Value, package.Text, StringComparison.Ordinal));
                Assert.InRange(package.Filenames.Count + package.Omitted, 2, 12);
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task Context_WithJustTheTokensOfItsText_GivesTheSameText()
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "One", "Short.");
        await AddLongAsync(space, "Two", "Short too.");
        ContextPackage whole = await space.GetContextAsync(new ContextRequest { Tier = ContextTier.Full }, Cancel);

        ContextPackage same = await space.GetContextAsync(new ContextRequest { Tier = ContextTier.Full, MaxTokens = whole.Tokens }, Cancel);
        ContextPackage less = await space.GetContextAsync(new ContextRequest { Tier = ContextTier.Full, MaxTokens = whole.Tokens - 1 }, Cancel);

        Assert.Equal(whole.Text, same.Text);
        Assert.Equal((0, 1), (same.Omitted, less.Omitted));
    }

    [Theory]
    [InlineData("zanzibar", null)]
    [InlineData(null, "zanzibar")]
    public async Task Context_WithAQueryOrARole_PutsWhatIsRelevantFirst(string? query, string? role)
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "Zanzibar", "An old note on zanzibar.");
        Time.Advance(TimeSpan.FromDays(1));
        await RememberAsync(space, 12, "Something else.");

        ContextPackage package = await space.GetContextAsync(new ContextRequest { Tier = ContextTier.Quick, Query = query, Role = role }, Cancel);

        Assert.Equal("20261123_101500_zanzibar.md", package.Filenames[0].Value);
    }

    [Fact]
    public async Task Context_LeavesOutArchivedMemories()
    {
        IMemorySpace space = await OpenAsync();
        await space.DeleteAsync(await AddAsync(space, "gone"), permanent: false, Cancel);

        ContextPackage package = await space.GetContextAsync(new ContextRequest { Tier = ContextTier.Full, Query = "gone" }, Cancel);

        Assert.Equal((string.Empty, 0, 0), (package.Text, package.Tokens, package.Omitted));
        Assert.Empty(package.Filenames);
    }

    [Fact]
    public async Task Context_OfWhatIsNotAllowed_NamesTheField()
    {
        IMemorySpace space = await OpenAsync();

        Assert.Equal("tier", await FieldOfAsync(() => space.GetContextAsync(new ContextRequest { Tier = (ContextTier)3 }, Cancel)));
        Assert.Equal("max_tokens", await FieldOfAsync(() => space.GetContextAsync(new ContextRequest { Tier = ContextTier.Full, MaxTokens = 0 }, Cancel)));
    }

    private async Task RememberAsync(IMemorySpace space, int count, string content)
    {
        for (int i = 0; i < count; i++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await AddAsync(space, $"short {i}", content, "tag");
            await AddLongAsync(space, $"long {i}", content);
        }
    }

    private static IEnumerable<string> Latest(string kind, int count) => Enumerable.Range(0, count).Select(i => $"{kind}_{11 - i}");
}
