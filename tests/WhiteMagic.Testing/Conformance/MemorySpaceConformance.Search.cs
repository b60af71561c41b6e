using CsCheck;
using WhiteMagic.Context;
using WhiteMagic.Memories;
using WhiteMagic.Search;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

public abstract partial class MemorySpaceConformance
{
    public static TheoryData<string, string> Scripts => new()
    {
        { "我们为这个项目选择了数据库引擎", "数据库" },
        { "データベースを選んだ理由", "データベース" },
        { "데이터베이스를 선택했다", "데이터베이스" },
        { "اخترنا قاعدة البيانات لهذا المشروع", "قاعدة" },
        { "Мы выбрали базу данных", "БАЗУ" },
        { "Le café déjà fermé", "cafe deja" },
        { "Plain resume here", "résumé" },
        { "Launch 🚀 today", "🚀" },
        { "Written in C# and C++", "c#" },
        { "call parseHttpHeader(now)", "http header" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Search_InAnyScript_FindsTheMemory(string content, string query)
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "wanted", content);
        await AddAsync(space, "other", "Nothing of the kind.");

        Assert.Equal(["wanted"], await FindAsync(space, query));
    }

    [Fact]
    public async Task Search_ByWordsPhrasesAndExclusions_FindsWhatTheySay()
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "A", "The quick brown fox jumps over the dog.");
        await AddAsync(space, "B", "A brown dog, quick to sleep.");
        await AddAsync(space, "C", "An unrelated note about cooking.");

        Assert.Equal(["A", "B"], (await FindAsync(space, "quick brown")).Order(StringComparer.Ordinal));
        Assert.Equal(["A"], await FindAsync(space, "\"quick brown\""));
        Assert.Equal(["B"], await FindAsync(space, "brown -fox"));
        Assert.Equal(["A"], await FindAsync(space, "dog -\"brown dog\""));
        Assert.Equal(["C"], await FindAsync(space, "-brown"));
        Assert.Empty(await FindAsync(space, "zebra"));
    }

    [Fact]
    public async Task Search_ByFiltersInTheText_FindsWhatTheySay()
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "first", "alpha", "Red", "big");
        Time.Advance(TimeSpan.FromDays(1));
        await AddLongAsync(space, "second", "alpha", "red");
        Time.Advance(TimeSpan.FromDays(1));
        await AddAsync(space, "third", "alpha", "blue");

        Assert.Equal(["second", "first"], await FindAsync(space, "tag:RED"));
        Assert.Equal(["first"], await FindAsync(space, "tag:red tag:big"));
        Assert.Equal(["third"], await FindAsync(space, "-tag:red"));
        Assert.Equal(["second"], await FindAsync(space, "alpha type:long_term"));
        Assert.Equal(["first"], await FindAsync(space, "before:2026-11-24"));
        Assert.Equal(["third", "second"], await FindAsync(space, "after:2026-11-24"));
        Assert.Equal(["second"], await FindAsync(space, "after:2026-11-24 before:2026-11-25"));
    }

    [Fact]
    public async Task Search_ByFieldsOfTheQuery_ConsidersOnlyThose()
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "first", "alpha", "red", "big");
        Time.Advance(TimeSpan.FromSeconds(1));
        await AddLongAsync(space, "second", "alpha", "red");
        var all = new MemoryQuery { Query = "alpha" };

        Assert.Equal(["second"], Titles(await space.SearchAsync(all with { Type = MemoryKind.LongTerm }, Cancel)));
        Assert.Equal(["first"], Titles(await space.SearchAsync(all with { Tags = ["big", " RED "] }, Cancel)));
        Assert.Equal(["first"], Titles(await space.SearchAsync(all with { Until = Start.AddSeconds(1) }, Cancel)));
        Assert.Equal(["second"], Titles(await space.SearchAsync(all with { Since = Start.AddTicks(1) }, Cancel)));
        Assert.Equal(["first"], Titles(await space.SearchAsync(all with { Until = Start.AddTicks(1) }, Cancel)));
        Assert.Equal(["first"], Titles(await space.SearchAsync(all with { Query = "before:2027-01-01", Until = Start.AddSeconds(1) }, Cancel)));
        Assert.Empty(Titles(await space.SearchAsync(all with { Query = "after:2027-01-01", Since = Start }, Cancel)));
    }

    [Theory]
    [InlineData("alpha type:long_term", MemoryKind.ShortTerm, 0)]
    [InlineData("type:short_term", MemoryKind.LongTerm, 0)]
    [InlineData("alpha type:long_term", MemoryKind.LongTerm, 1)]
    [InlineData("type:short_term", MemoryKind.ShortTerm, 1)]
    [InlineData("alpha type:short type:long", MemoryKind.LongTerm, 0)]
    [InlineData("alpha type:long type:long_term", MemoryKind.LongTerm, 1)]
    public async Task Search_ByTypeInTheQueryAndBesideIt_TakesBoth(string query, MemoryKind type, int matches)
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "first", "alpha");
        await AddLongAsync(space, "second", "alpha");

        SearchResult found = await space.SearchAsync(new MemoryQuery { Query = query, Type = type }, Cancel);

        Assert.Equal((matches, matches), (found.Matches.Count, found.Total));
        Assert.All(found.Matches, match => Assert.Equal(type, match.Type));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Search_WithoutText_ListsByDateNewestFirst(string? query)
    {
        IMemorySpace space = await OpenAsync();
        foreach (string title in new[] { "b", "c", "a" })
        {
            await AddAsync(space, title);
            Time.Advance(TimeSpan.FromSeconds(1));
        }

        SearchResult result = await space.SearchAsync(new MemoryQuery { Query = query, Limit = 2 }, Cancel);

        Assert.Equal(["a", "c"], Titles(result));
        Assert.Equal(3, result.Total);
        Assert.All(result.Matches, static match => Assert.Equal(0, match.Score));
    }

    [Fact]
    public async Task Search_OfArchivedMemories_FindsThemOnlyWhenAsked()
    {
        IMemorySpace space = await OpenAsync();
        await space.DeleteAsync(await AddAsync(space, "gone", "needle"), permanent: false, Cancel);

        SearchResult asked = await space.SearchAsync(new MemoryQuery { Query = "needle", IncludeArchived = true }, Cancel);

        Assert.Empty(await FindAsync(space, "needle"));
        Assert.Equal(MemoryStatus.Archived, Assert.Single(asked.Matches).Status);
    }

    [Fact]
    public async Task Search_RanksTitleAboveBodyAndRareWordsAboveCommonOnes()
    {
        IMemorySpace space = await OpenAsync();
        for (int i = 0; i < 20; i++)
        {
            await AddAsync(space, $"Note {i}", "Common words stand here, again and again.");
        }

        await AddAsync(space, "In the body", "Something about zanzibar stands in here, and more text besides it.");
        await AddAsync(space, "Zanzibar", "Common words stand here.");

        Assert.Equal(["Zanzibar", "In the body"], (await FindAsync(space, "zanzibar common"))[..2]);
    }

    [Fact]
    public async Task Search_GivesPassagesWithTheLinesTheyStandAt()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId id = await AddAsync(space, "Lines", "# One\n\nfirst paragraph\n\n# Two\n\nneedle is here,\nover two lines\n\n# Three\n\nlast\n", "t");

        MemoryMatch match = Assert.Single((await SearchAsync(space, "needle")).Matches);
        Passage passage = match.Passages[0];
        var range = new LineRange(passage.StartLine, passage.EndLine);
        MemoryLines lines = await space.ReadLinesAsync(new ReadLinesRequest { Filename = id, Lines = range }, Cancel);

        Assert.Equal("# Two\n\nneedle is here,\nover two lines", passage.Text);
        Assert.Equal(passage.Text, lines.Text.TrimEnd('\n'));
        Assert.True(match.Score > 0);
    }

    [Fact]
    public async Task Search_ByPassage_GivesOneListOverMemoriesBestFirst()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId both = await AddAsync(space, "Both", "red apple pie\n\nunrelated\n\nred apple tart\n");
        MemoryId one = await AddAsync(space, "One", "only an apple");

        SearchResult result = await space.SearchAsync(
            new MemoryQuery { Query = "red apple", Granularity = SearchGranularity.Passage, Limit = 3 }, Cancel);

        Assert.Equal([both, both, one], result.Passages!.Select(static passage => passage.Filename!.Value));
        Assert.Equal(result.Passages!.Select(static passage => passage.Score).OrderDescending(), result.Passages!.Select(static passage => passage.Score));
        Assert.Null((await SearchAsync(space, "apple")).Passages);
    }

    [Fact]
    public async Task Search_WithAnyTokenLimit_NeverPassesIt()
    {
        IMemorySpace space = await OpenAsync();
        for (int i = 0; i < 6; i++)
        {
            await AddAsync(space, $"Token note {i} 🚀 数据库", $"needle {i}. Some text to cut, 数据库选择, and more of it.\n\nAnother needle paragraph, é.", "tag-a", "标签");
        }

        foreach (SearchGranularity granularity in Enum.GetValues<SearchGranularity>())
        {
            int passagesGiven = 0;
            for (int limit = 1; limit < 600; limit += 13)
            {
                SearchResult result = await space.SearchAsync(
                    new MemoryQuery { Query = "needle", Granularity = granularity, MaxTokens = limit }, Cancel);

                Assert.InRange(Cost(result), 0, limit);
                Assert.Equal(Cost(result), result.Tokens);
                Assert.Equal(6, result.Total);
                passagesGiven = Math.Max(passagesGiven, result.Passages?.Count ?? result.Matches.Sum(static match => match.Passages.Count));
            }

            Assert.True(passagesGiven >= 6);
        }
    }

    [Fact]
    public async Task Search_ByPassageWithFewTokens_SpendsThemOnTheListAskedFor()
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "Note", string.Join(' ', Enumerable.Repeat("needle in much hay", 40)));

        SearchResult result = await space.SearchAsync(
            new MemoryQuery { Query = "needle", Granularity = SearchGranularity.Passage, MaxTokens = 60 }, Cancel);

        Assert.NotEmpty(result.Passages!);
        Assert.InRange(Cost(result), 1, 60);
    }

    [Fact]
    public async Task Search_OfAnyText_IsNoError()
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "Note", "needle \"quoted\" tag:x 数据库 🚀");
        string[] pieces = ["\"", "-", "tag:", "type:x", "after:9999", "before:0001-01-01", "*", "(", ")", "NEAR/3", " AND ", " NOT ", "^", ":", "'", "\\", "\0", "\uD83D", "数", "🚀", "needle", " ", "{", "%", ";--"];

        await Gen.OneOf(Gen.String, Gen.OneOf(pieces).Array[0, 12].Select(string.Concat)).SampleAsync(
            async text =>
            {
                SearchResult result = await SearchAsync(space, text);
                Assert.InRange(result.Matches.Count, 0, 1);
            },
            iter: 200,
            threads: 1);
    }

    [Fact]
    public async Task Search_OfWhatIsNotAllowed_NamesTheField()
    {
        IMemorySpace space = await OpenAsync();

        Assert.Equal("limit", await FieldOfAsync(() => space.SearchAsync(new MemoryQuery { Limit = 0 }, Cancel)));
        Assert.Equal("limit", await FieldOfAsync(() => space.SearchAsync(new MemoryQuery { Limit = 1001 }, Cancel)));
        Assert.Equal("max_tokens", await FieldOfAsync(() => space.SearchAsync(new MemoryQuery { MaxTokens = 0 }, Cancel)));
        Assert.Equal("mode", await FieldOfAsync(() => space.SearchAsync(new MemoryQuery { Mode = SearchMode.Semantic }, Cancel)));
        Assert.Equal("mode", await FieldOfAsync(() => space.SearchAsync(new MemoryQuery { Mode = SearchMode.Hybrid }, Cancel)));
    }

    private static int Cost(SearchResult result) =>
        result.Matches.Sum(static match =>
            TokenCounter.Count(match.Filename.Value) + TokenCounter.Count(match.Title) + TokenCounter.Count(string.Join(", ", match.Tags))
            + match.Passages.Sum(static passage => TokenCounter.Count(passage.Text)))
        + (result.Passages?.Sum(static passage => TokenCounter.Count(passage.Text)) ?? 0);
}
