using CsCheck;
using WhiteMagic.Search;

namespace WhiteMagic.Tests.Search;

public sealed class PassageFinderTests
{
    private const string Body =
        """
        # Storage

        The store keeps memories as files.
        Each is a Markdown file.

        ## Locks

        - SQLite takes a write lock

        - Readers never wait for a writer

        ```sql
        BEGIN IMMEDIATE;

        COMMIT;
        ```

        A closing thought on anything else.
        """;

    [Theory]
    [InlineData("markdown file", 1, 4)]
    [InlineData("write lock", 6, 10)]
    [InlineData("begin immediate", 12, 16)]
    [InlineData("closing", 18, 18)]
    public void Find_Words_GivesTheLinesOfTheBlockWithItsHeadings(string query, int start, int end)
    {
        var best = Find(Body, query)[0];

        Assert.Equal((start, end), (best.StartLine, best.EndLine));
        var lines = Body.Split('\n')[(start - 1)..end];
        Assert.Equal(string.Join('\n', lines), Body.Substring(best.Start, best.Length));
        Assert.InRange(best.Score, 0.01, 1);
    }

    [Fact]
    public void Find_WindowsLineEndings_GivesTheSameLines()
    {
        var best = Find(Body.ReplaceLineEndings("\r\n"), "write lock")[0];

        Assert.Equal((6, 10), (best.StartLine, best.EndLine));
    }

    [Fact]
    public void Find_MoreDistinctWords_BeatRepetition()
    {
        var body = "lock lock lock lock lock lock lock\n\nthe writer takes the lock\n\nwriter elsewhere";

        Assert.Equal(3, Find(body, "writer lock", 3)[0].StartLine);
        Assert.Equal(3, Find(body, "writer lock", 3).Count);
    }

    [Fact]
    public void Find_NeighbouringWords_BeatScatteredOnes()
    {
        var body = "write the index and then ahead log\n\nthe index write ahead then and log";

        Assert.Equal(3, Find(body, "\"write ahead\"")[0].StartLine);
    }

    [Fact]
    public void Find_NoMatch_GivesTheFirstPassageWithoutScore()
    {
        Assert.Equal((1, 4, 0.0), Find(Body, "zebra").Select(passage => (passage.StartLine, passage.EndLine, passage.Score)).Single());
        Assert.Single(Find(Body, ""));
        Assert.Empty(Find(" \n\n", "zebra"));
    }

    [Fact]
    public void Find_LongLine_IsCutAtSentences()
    {
        var sentence = "This sentence fills the line with words of no use. ";
        var body = string.Concat(Enumerable.Repeat(sentence, 30)) + "Here the zebra hides. " + string.Concat(Enumerable.Repeat(sentence, 30));

        var best = Find(body, "zebra")[0];

        Assert.Equal((1, 1), (best.StartLine, best.EndLine));
        Assert.InRange(best.Length, 1, 600);
        Assert.Contains("the zebra hides.", body.Substring(best.Start, best.Length), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("数据库的连接", "连接")]
    [InlineData("数据库的连接", "库")]
    [InlineData("Ёлка стоит", "елка")]
    [InlineData("call getUserName here", "user")]
    [InlineData("great 👍🏽", "👍")]
    public void Find_AnyScript_Matches(string line, string query) =>
        Assert.Equal(3, Find("nothing\n\n" + line + "\n\nnothing", query)[0].StartLine);

    [Fact]
    public void Find_AnyBody_GivesPassagesThatDoNotOverlapAndFitTheirLines() =>
        Check.Sample(
            Gen.Select(Texts.Any.Array[0, 30], Gen.OneOf("\n", "\n\n", "\r\n", "\n# ", "\n- ", "\n```\n")),
            (lines, separator) =>
            {
                var body = string.Join(separator, lines);
                var found = new PassageFinder(QueryParser.Parse("word 数据库 tag"), new TokenBuffer(withSpans: true)).Find(body, 50).OrderBy(passage => passage.Start).ToArray();
                Assert.All(found, passage => Assert.Equal(passage.StartLine, 1 + body.AsSpan(0, passage.Start).Count('\n')));
                Assert.All(found, passage => Assert.Equal(passage.EndLine, passage.StartLine + body.AsSpan(passage.Start, passage.Length).Count('\n')));
                Assert.All(found.Zip(found.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start));
                Assert.Equal(!string.IsNullOrWhiteSpace(body), found.Length > 0);
            },
            iter: 800);

    private static IReadOnlyList<PassageSpan> Find(string body, string query, int max = 1) =>
        new PassageFinder(QueryParser.Parse(query), new TokenBuffer(withSpans: true)).Find(body, max);
}
