using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using Xunit;

namespace WhiteMagic.Testing.Conformance;

public abstract partial class MemorySpaceConformance
{
    public static TheoryData<string, string> Slugs => new()
    {
        { "Why we chose SQLite!", "why_we_chose_sqlite" },
        { "数据库 选择", "数据库_选择" },
        { "Выбор базы данных", "выбор_базы_данных" },
        { "  --- Ähnlich: è / 7 ", "ähnlich_è_7" },
        { "🚀🔥", "memory" },
        { "../../etc/passwd", "etc_passwd" },
        { "a: b\n---\nc", "a_b_c" },
        { new string('x', 120), new string('x', 50) },
    };

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task Create_OfAnyTitle_NamesTheMemoryByTimeAndSlugAndKeepsTheTitle(string title, string slug)
    {
        IMemorySpace space = await OpenAsync();

        MemoryId id = await AddAsync(space, title);

        Assert.Equal($"20261123_101500_{slug}.md", id.Value);
        Assert.Equal(title, (await ReadAsync(space, id)).Title);
    }

    [Fact]
    public async Task Create_OfEqualTitlesInOneSecond_GivesEachANameOfItsOwn()
    {
        IMemorySpace space = await OpenAsync();

        string[] names = [.. (await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AddAsync(space, "Same")))).Select(static id => id.Value)];

        Assert.Equal(
            ["20261123_101500_same.md", "20261123_101500_same_2.md", "20261123_101500_same_3.md", "20261123_101500_same_4.md", "20261123_101500_same_5.md"],
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Create_AfterOneOfTheNameWasArchived_TakesAnotherName()
    {
        IMemorySpace space = await OpenAsync();
        MemoryId first = await AddAsync(space, "Same");
        await space.DeleteAsync(first, permanent: false, Cancel);

        MemoryId second = await AddAsync(space, "Same");

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Create_ThenRead_GivesBackEveryField()
    {
        IMemorySpace space = await OpenAsync();
        const string Content = "# Heading\r\n\r\n  indented\n\n---\ntitle: not front matter\n---\n\ntrailing \n";
        var draft = new MemoryDraft { Title = "Kept: \"as\" given", Content = Content, Type = MemoryKind.LongTerm, Tags = [" B ", "a", "b", "日本"] };

        MemoryReceipt receipt = await space.CreateAsync(draft, Cancel);
        MemoryView view = await ReadAsync(space, receipt.Filename);

        Assert.Equal(draft.Title, view.Title);
        Assert.Equal(Content, view.Content);
        Assert.Equal(["b", "a", "日本"], view.Tags!);
        Assert.Equal((MemoryKind.LongTerm, MemoryStatus.Active), (view.Type, view.Status));
        Assert.Equal((Start, Start), (view.Created, view.Updated));
        Assert.Equal((receipt.Created, receipt.Version), (view.Created, view.Version));
        Assert.Contains("title:", view.Frontmatter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithTimesOfItsOwn_KeepsThemToTheMillisecondInUtc()
    {
        IMemorySpace space = await OpenAsync();
        DateTimeOffset created = new DateTimeOffset(2020, 2, 29, 23, 30, 0, 123, TimeSpan.FromHours(-3)).AddTicks(4567);
        var draft = new MemoryDraft { Title = "Old", Content = "x", Created = created, Updated = created.AddDays(1), IdempotencyKey = "k" };

        MemoryReceipt receipt = await space.CreateAsync(draft, Cancel);
        MemoryReceipt again = await space.CreateAsync(draft, Cancel);

        var expected = new DateTimeOffset(2020, 3, 1, 2, 30, 0, 123, TimeSpan.Zero);
        Assert.Equal("20200301_023000_old.md", receipt.Filename.Value);
        Assert.Equal(expected, receipt.Created);
        Assert.Equal(receipt, again);
        Assert.Equal(expected.AddDays(1), (await ReadAsync(space, receipt.Filename)).Updated);
    }

    [Fact]
    public async Task Create_OfWhatIsNotAllowed_NamesTheFieldAndCreatesNothing()
    {
        IMemorySpace space = await OpenAsync();
        var good = new MemoryDraft { Title = "t", Content = "c" };
        (string Field, MemoryDraft Draft)[] bad =
        [
            ("title", good with { Title = " \n" }),
            ("title", good with { Title = new string('x', 501) }),
            ("title", good with { Title = "half \uD83D" }),
            ("content", good with { Content = null! }),
            ("content", good with { Content = "NUL \0" }),
            ("content", good with { Content = "half \uDE80" }),
            ("content", good with { Content = new string('x', (8 << 20) + 1) }),
            ("tags", good with { Tags = [new string('x', 101)] }),
            ("tags", good with { Tags = ["a, b"] }),
            ("tags", good with { Tags = ["line\nbreak"] }),
            ("tags", good with { Tags = [.. Enumerable.Range(0, 101).Select(static i => $"t{i}")] }),
            ("idempotency_key", good with { IdempotencyKey = "" }),
            ("idempotency_key", good with { IdempotencyKey = new string('k', 201) }),
        ];

        foreach ((string field, MemoryDraft draft) in bad)
        {
            Assert.Equal(field, await FieldOfAsync(() => space.CreateAsync(draft, Cancel)));
        }

        Assert.Equal(0, (await space.GetStatsAsync(Cancel)).TotalMemories);
    }

    [Fact]
    public async Task Create_WithAnIdempotencyKeySentAgain_GivesTheFirstResult()
    {
        IMemorySpace space = await OpenAsync();
        var draft = new MemoryDraft { Title = "Once", Content = "x", IdempotencyKey = "request: 1 'é'" };

        MemoryReceipt[] receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => space.CreateAsync(draft, Cancel)));
        MemoryReceipt other = await space.CreateAsync(draft with { IdempotencyKey = "request: 2" }, Cancel);

        Assert.Single(receipts.Distinct());
        Assert.NotEqual(receipts[0].Filename, other.Filename);
        Assert.Equal(2, (await space.GetStatsAsync(Cancel)).TotalMemories);
    }

    [Fact]
    public async Task Create_WithTheKeyOfADeletedMemory_CreatesAnother()
    {
        IMemorySpace space = await OpenAsync();
        var draft = new MemoryDraft { Title = "Once", Content = "x", IdempotencyKey = "k" };
        MemoryReceipt first = await space.CreateAsync(draft, Cancel);
        await space.DeleteAsync(first.Filename, permanent: false, Cancel);
        Assert.Equal(first.Filename, (await space.CreateAsync(draft, Cancel)).Filename);
        await space.DeleteAsync(first.Filename, permanent: true, Cancel);

        MemoryReceipt second = await space.CreateAsync(draft, Cancel);

        Assert.Equal(MemoryStatus.Active, (await ReadAsync(space, second.Filename)).Status);
    }
}
