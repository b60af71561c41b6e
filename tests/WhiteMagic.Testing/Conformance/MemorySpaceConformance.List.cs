using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

public abstract partial class MemorySpaceConformance
{
    // Equal values, cases, odd characters and the cursor's own separator.
    private static readonly string[] OddTitles =
        ["beta", "Alpha", "alpha", "ALPHA", "alpha", "a\u001Fb", "a\nb", "été", "数据库", "🚀", "Zeta", "[x]", "_", "alpha beta", "'"];

    public static MatrixTheoryData<MemorySort, int> Pages => new(Enum.GetValues<MemorySort>(), [1, 4]);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task List_PageByPage_GivesEachMemoryOnceInOrder(MemorySort sort, int limit)
    {
        IMemorySpace space = await OpenAsync();
        await FillAsync(space);
        var query = new ListQuery { SortBy = sort, Limit = limit, IncludeArchived = true };
        MemoryPage whole = await space.ListAsync(query with { Limit = 1000 }, Cancel);

        List<MemorySummary> paged = await PagesAsync(space, query);

        Assert.Equal(OddTitles.Length, whole.Memories.Count);
        Assert.Null(whole.NextCursor);
        Assert.Equal(whole.Memories.Select(static memory => memory.Filename), paged.Select(static memory => memory.Filename));
        Assert.Equal(OddTitles.Length, paged.DistinctBy(static memory => memory.Filename).Count());
    }

    [Theory]
    [InlineData(MemorySort.Created)]
    [InlineData(MemorySort.Title)]
    public async Task List_WithATokenLimit_PagesThroughAllTheSame(MemorySort sort)
    {
        IMemorySpace space = await OpenAsync();
        await FillAsync(space);
        var query = new ListQuery { SortBy = sort, MaxTokens = 80, IncludeArchived = true };

        List<MemorySummary> paged = await PagesAsync(space, query);

        Assert.Equal(OddTitles.Length, paged.DistinctBy(static memory => memory.Filename).Count());
        Assert.Equal(OddTitles.Length, paged.Count);
    }

    [Fact]
    public async Task List_SortsTimesNewestFirstAndTitlesFromAToZ()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId b = await AddAsync(space, "b");
        Time.Advance(TimeSpan.FromSeconds(1));
        MemoryId c = await AddAsync(space, "C");
        Time.Advance(TimeSpan.FromSeconds(1));
        MemoryId a = await AddAsync(space, "a");
        Time.Advance(TimeSpan.FromSeconds(1));
        await space.UpdateAsync(b, new MemoryPatch { Append = "more" }, Cancel);
        await ReadAsync(space, c);

        Assert.Equal([a, c, b], await SortedAsync(space, MemorySort.Created));
        Assert.Equal([b, a, c], await SortedAsync(space, MemorySort.Updated));
        Assert.Equal([a, b, c], await SortedAsync(space, MemorySort.Title));
        Assert.Equal(c, (await SortedAsync(space, MemorySort.Accessed))[0]);
    }

    [Fact]
    public async Task List_ByKindAndStatus_GivesOnlyThose()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId kept = await AddAsync(space, "short", "x", "tag");
        MemoryId longTerm = await AddLongAsync(space, "long");
        MemoryId archived = await AddLongAsync(space, "archived");
        await space.DeleteAsync(archived, permanent: false, Cancel);

        MemoryPage active = await space.ListAsync(new ListQuery(), Cancel);
        MemoryPage allLong = await space.ListAsync(new ListQuery { Type = MemoryKind.LongTerm, IncludeArchived = true }, Cancel);
        MemoryPage onlyShort = await space.ListAsync(new ListQuery { Type = MemoryKind.ShortTerm }, Cancel);

        Assert.Equal([kept, longTerm], active.Memories.Select(static memory => memory.Filename).ToHashSet());
        Assert.Equal(2, active.Total);
        Assert.Equal([longTerm, archived], allLong.Memories.Select(static memory => memory.Filename).ToHashSet());
        Assert.Equal(MemoryStatus.Archived, allLong.Memories.Single(memory => memory.Filename == archived).Status);
        MemorySummary summary = Assert.Single(onlyShort.Memories);
        Assert.Equal(("short", MemoryKind.ShortTerm, MemoryStatus.Active, Start, Start), (summary.Title, summary.Type, summary.Status, summary.Created, summary.Updated));
        Assert.Equal(["tag"], summary.Tags);
        Assert.Null(summary.Accessed);
    }

    [Fact]
    public async Task List_ByTags_GivesOnlyThoseWithAllOfThem()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId both = await AddAsync(space, "both", "x", "red", "big");
        await AddAsync(space, "one", "x", "red");
        await AddAsync(space, "longer", "x", "reddish", "big");
        await AddAsync(space, "none");

        MemoryPage page = await space.ListAsync(new ListQuery { Tags = ["big", " RED "] }, Cancel);

        Assert.Equal(both, Assert.Single(page.Memories).Filename);
        Assert.Equal(1, page.Total);
        Assert.Empty((await space.ListAsync(new ListQuery { Tags = ["red", "absent"] }, Cancel)).Memories);
    }

    [Theory]
    [InlineData(MemorySort.Created)]
    [InlineData(MemorySort.Title)]
    public async Task List_ByTagFromACursorOn_GoesOnAmongThoseWithTheTag(MemorySort sort)
    {
        IMemorySpace space = await OpenAsync();
        foreach (int i in Enumerable.Range(0, 9))
        {
            await AddAsync(space, $"m{i}", "x", i % 2 == 0 ? "even" : "odd");
        }

        var query = new ListQuery { SortBy = sort, Tags = ["even"], Limit = 2 };
        MemoryPage first = await space.ListAsync(query, Cancel);
        MemoryPage second = await space.ListAsync(query with { Cursor = first.NextCursor }, Cancel);
        MemoryPage third = await space.ListAsync(query with { Cursor = second.NextCursor }, Cancel);

        string[] even = ["m0", "m2", "m4", "m6", "m8"];
        Assert.Equal(even, first.Memories.Concat(second.Memories).Concat(third.Memories).Select(static memory => memory.Title).Order(StringComparer.Ordinal));
        Assert.Equal([5, 5, 5], new[] { first, second, third }.Select(static page => page.Total));
        Assert.Null(third.NextCursor);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("!!")]
    [InlineData("MB8wHzFfMg")]
    [InlineData("MB85H3gubWQfMQ")]
    public async Task List_WithACursorThatIsNone_NamesTheField(string cursor)
    {
        IMemorySpace space = await OpenAsync();

        Assert.Equal("cursor", await FieldOfAsync(() => space.ListAsync(new ListQuery { Cursor = cursor }, Cancel)));
    }

    [Fact]
    public async Task List_WithACursorOfAnotherOrder_NamesTheField()
    {
        IMemorySpace space = await OpenAsync();
        await FillAsync(space);
        MemoryPage page = await space.ListAsync(new ListQuery { Limit = 2, SortBy = MemorySort.Title }, Cancel);

        Assert.Equal("cursor", await FieldOfAsync(() => space.ListAsync(new ListQuery { Cursor = page.NextCursor }, Cancel)));
    }

    [Fact]
    public async Task List_WithTooFewTokensForOneEntry_SaysHowManyItTakes()
    {
        IMemorySpace space = await OpenAsync();
        string[] tags = [.. Enumerable.Range(0, 100).Select(static i => $"tag number {i}")];
        await AddAsync(space, "Title", "x", tags);

        InvalidInputException failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => space.ListAsync(new ListQuery { MaxTokens = 100 }, Cancel));
        int needed = int.Parse(failure.Message.Split("give ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

        Assert.Single((await space.ListAsync(new ListQuery { MaxTokens = needed }, Cancel)).Memories);
        await Assert.ThrowsAsync<InvalidInputException>(() => space.ListAsync(new ListQuery { MaxTokens = needed - 1 }, Cancel));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task List_WithALimitOutOfRange_NamesTheField(int limit)
    {
        IMemorySpace space = await OpenAsync();

        Assert.Equal("limit", await FieldOfAsync(() => space.ListAsync(new ListQuery { Limit = limit }, Cancel)));
    }

    [Fact]
    public async Task ListTags_CountsUsesMostUsedFirst()
    {
        IMemorySpace space = await OpenAsync();
        await AddAsync(space, "a", "x", "red", "big");
        await AddLongAsync(space, "b", "x", "red", "标签");
        await AddAsync(space, "untagged");
        await space.DeleteAsync(await AddAsync(space, "c", "x", "gone"), permanent: false, Cancel);

        TagReport active = await space.ListTagsAsync(includeArchived: false, Cancel);
        TagReport all = await space.ListTagsAsync(includeArchived: true, Cancel);

        Assert.Equal([("red", 2), ("big", 1), ("标签", 1)], active.Tags.Select(static tag => (tag.Tag, tag.Count)));
        Assert.Equal([MemoryKind.ShortTerm, MemoryKind.LongTerm], active.Tags[0].UsedIn);
        Assert.Equal((3, 4, 2), (active.TotalUniqueTags, active.TotalTagUsages, active.TotalMemoriesWithTags));
        Assert.Contains(all.Tags, static tag => tag.Tag == "gone");
        Assert.Equal((4, 5, 3), (all.TotalUniqueTags, all.TotalTagUsages, all.TotalMemoriesWithTags));
    }

    private static async Task<MemoryId[]> SortedAsync(IMemorySpace space, MemorySort sort) =>
        [.. (await space.ListAsync(new ListQuery { SortBy = sort }, Cancel)).Memories.Select(static memory => memory.Filename)];

    private static async Task<List<MemorySummary>> PagesAsync(IMemorySpace space, ListQuery query)
    {
        var all = new List<MemorySummary>();
        do
        {
            MemoryPage page = await space.ListAsync(query, Cancel);
            Assert.Equal(OddTitles.Length, page.Total);
            Assert.NotEmpty(page.Memories);
            Assert.InRange(page.Memories.Count, 1, query.Limit);
            all.AddRange(page.Memories);
            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null && all.Count <= OddTitles.Length);

        return all;
    }

    private async Task FillAsync(IMemorySpace space)
    {
        for (int i = 0; i < OddTitles.Length; i++)
        {
            MemoryId id = i % 3 == 0 ? await AddLongAsync(space, OddTitles[i]) : await AddAsync(space, OddTitles[i]);
            if (i % 4 == 0)
            {
                await ReadAsync(space, id);
                Time.Advance(TimeSpan.FromSeconds(1));
            }

            if (i % 5 == 0)
            {
                await space.DeleteAsync(id, permanent: false, Cancel);
            }
        }
    }
}
