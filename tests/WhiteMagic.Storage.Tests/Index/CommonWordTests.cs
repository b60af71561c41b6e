using WhiteMagic.Search;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Index;
using WhiteMagic.Storage.Index.Segments;
using WhiteMagic.Testing;

namespace WhiteMagic.Storage.Tests.Index;

/// <summary>What a query reads is bounded by its words, however many memories hold them.</summary>
public sealed class CommonWordTests : IDisposable
{
    private const int Many = 100_000;
    private const int Rare = 100;
    private const int Bound = GroupReader.MaxScored + SegmentFormat.PostingsInBlock;

    private static readonly string[] Signs = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

    // Made once: it takes a second or two, and nobody changes it.
    private static readonly Lazy<TemporaryFolder> Folder = new(Fill);

    private readonly IndexConnection _connection = new(Path.Combine(Folder.Value.Root, "index.db"), new SegmentCache());

    public void Dispose() => _connection.Dispose();

    [Theory]
    [InlineData("common", 1, 0)]
    [InlineData("\"common\"", 1, 0)]
    [InlineData("\"common phrase\"", 2, 2)]
    [InlineData("\"phrase common phrase\"", 3, 3)]
    [InlineData("commonPhrase", 2, 2)]
    [InlineData("数据库", 2, 2)]
    [InlineData("字", 1, 0)]
    public void Scored_OfWhatMostMemoriesHold_ReadsTheNewestOfEachToken(string query, int tokens, int placed)
    {
        using PostingRun run = Groups().Scored(Group(query));

        Assert.InRange(_connection.Segments.Work.Postings, 1, tokens * Bound);
        Assert.InRange(_connection.Segments.Work.Places, 0, placed * Bound);
        Assert.InRange(run.Having, run.Count, Many);
        Assert.InRange(run.Known, run.Count, run.Having);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("数据库")]
    [InlineData("字")]
    public void Scored_OfWhatAllMemoriesHold_KnowsAboutHowManyThoseAre(string query)
    {
        using PostingRun run = Groups().Scored(Group(query));

        Assert.InRange(run.Count, GroupReader.MaxScored, Bound);
        Assert.Equal(Many, run.Having);
    }

    [Theory]
    [InlineData("\"rare common\"")]
    [InlineData("\"common rare\"")]
    public void Scored_OfAPhraseWithARareWord_ReadsOnlyTheBlocksItIsIn(string query)
    {
        using PostingRun run = Groups().Scored(Group(query));

        Assert.Equal(query.StartsWith("\"rare", StringComparison.Ordinal) ? Rare : 0, run.Count);
        Assert.InRange(_connection.Segments.Work.Postings, 1, Rare + (2 * SegmentFormat.PostingsInBlock));
        Assert.InRange(_connection.Segments.Work.Places, 1, Rare + (2 * SegmentFormat.PostingsInBlock));
    }

    [Fact]
    public void Scored_OfACommonPhrase_GivesTheNewestThatHaveItInOrder()
    {
        using PostingRun all = Groups().All(Group("\"common phrase\""));
        using PostingRun scored = Groups().Scored(Group("\"common phrase\""));

        Assert.Equal(Many / 2, all.Count);
        Assert.InRange(scored.Count, GroupReader.MaxScored / 2, Bound / 2);
        Assert.Equal(all.Rows[^scored.Count..], scored.Rows);
        Assert.Equal(all.Impacts[^scored.Count..], scored.Impacts);
        Assert.InRange(scored.Having, Many * 0.49, Many * 0.51);
    }

    [Fact]
    public void All_OfTheBeginningOfManyWords_GivesEachMemoryOnce()
    {
        using PostingRun run = Groups().All(Group("字"));

        Assert.Equal(Many, run.Count);
        Assert.Equal(Enumerable.Range(run.Rows[0], Many), run.Rows.ToArray());
    }

    [Fact]
    public void Search_OfACommonPhrase_GivesTheNewestAndSaysHowManyThereAreAtLeast()
    {
        using var index = new SqliteMemoryIndex(new IndexFile(Path.Combine(Folder.Value.Root, "index.db")), new SpaceOptions().Workers.Io);

        IndexHits phrase = index.Search(QueryParser.Parse("\"common phrase\""), new IndexFilter(), 3);
        IndexHits without = index.Search(QueryParser.Parse("rare -\"common phrase\""), new IndexFilter(), 3);

        Assert.Equal(["99998", "99996", "99994"], phrase.Hits.Select(static hit => hit.Memory.Title));
        Assert.InRange(phrase.Total, GroupReader.MaxScored / 2, Many / 2);
        Assert.Equal(Rare / 2, without.Total);
    }

    private static TemporaryFolder Fill()
    {
        var folder = new TemporaryFolder();
        using var index = new SqliteMemoryIndex(new IndexFile(Path.Combine(folder.Root, "index.db")), new SpaceOptions().Workers.Io);
        using IIndexUpdate update = index.BeginUpdate();
        for (int number = 0; number < Many; number++)
        {
            string rare = number < Rare ? "rare " : "";
            string words = number % 2 == 0 ? "common phrase" : "common, then phrase common";
            update.Put(index.Analyze(Entries.Of(number, $"{rare}{words} 数据库 字{Signs[number % Signs.Length]}")));
        }

        update.Commit();
        return folder;
    }

    private static TokenGroup Group(string query)
    {
        ParsedQuery parsed = QueryParser.Parse(query);
        return parsed.Phrases.Concat(parsed.Words).Last();
    }

    private GroupReader Groups() => new(_connection.Segments, _connection.Segments.Open());
}
