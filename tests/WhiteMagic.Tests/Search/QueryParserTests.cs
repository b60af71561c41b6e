using WhiteMagic.Memories;
using WhiteMagic.Search;

namespace WhiteMagic.Tests.Search;

public sealed class QueryParserTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("- -- * ^ \" () :")]
    public void Parse_NothingToLookFor_IsEmpty(string? text) => Assert.True(QueryParser.Parse(text).IsEmpty);

    [Fact]
    public void Parse_EverythingDocumented_IsTakenApart()
    {
        var query = QueryParser.Parse(
            "database locks \"write ahead\" -mysql -\"dirty read\" tag:sqlite TAG:\"two words\" -tag:old type:long after:2026-01 before:2026-02-03");

        Assert.Equal("databas|lock", Show(query.Words));
        Assert.Equal("write ahead", Show(query.Phrases));
        Assert.Equal("mysql|dirti read", Show(query.Exclusions));
        Assert.Equal(["sqlite", "two words"], query.Tags);
        Assert.Equal(["old"], query.ExcludedTags);
        Assert.Equal(MemoryKind.LongTerm, query.Kind);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), query.After);
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 0, 0, 0, TimeSpan.Zero), query.Before);
        Assert.True(query.HasText);
    }

    [Theory]
    [InlineData("short", MemoryKind.ShortTerm)]
    [InlineData("Short_Term", MemoryKind.ShortTerm)]
    [InlineData("long_term", MemoryKind.LongTerm)]
    public void Parse_Type_GivesTheKind(string value, MemoryKind kind) =>
        Assert.Equal(kind, QueryParser.Parse("type:" + value).Kind);

    [Theory]
    [InlineData("2026", "2026-01-01T00:00:00Z")]
    [InlineData("2026-3", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-09", "2026-03-09T00:00:00Z")]
    [InlineData("2026-03-09T10:30", "2026-03-09T10:30:00Z")]
    [InlineData("2026-03-09T10:30:15+02:00", "2026-03-09T08:30:15Z")]
    public void Parse_Date_IsTheFirstMomentItNames(string value, string moment)
    {
        var expected = DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(expected, QueryParser.Parse("after:" + value).After);
        Assert.Equal(expected, QueryParser.Parse("before:\"" + value + "\"").Before);
    }

    [Fact]
    public void Parse_DatesTwice_TakesTheNarrowerRange()
    {
        var query = QueryParser.Parse("after:2026-02 after:2026-01 before:2027 before:2028");

        Assert.Equal(2, query.After?.Month);
        Assert.Equal(2027, query.Before?.Year);
    }

    [Theory]
    [InlineData("foo:bar", "foo bar")]
    [InlineData("type:other", "type other")]
    [InlineData("after:yesterday before:2026-13", "after yesterdai|befor 2026 13")]
    [InlineData("tag:", "tag")]
    [InlineData("tag:\"  \" x", "tag|x")]
    [InlineData(@"C:\path\file.txt a:b", "c path file txt|a b")]
    [InlineData("https://example.org/a?tag:x", "http exampl org a tag x")]
    [InlineData("cats AND dogs OR NEAR(birds fish) col^ x*", "cat|dog|near bird|fish|col|x")]
    [InlineData("5\" disk \"open", "5|disk|open")]
    [InlineData("--flag well-known", "flag|well known")]
    public void Parse_WhatIsNotSyntax_IsWords(string text, string words)
    {
        var query = QueryParser.Parse(text);

        Assert.Equal(words, Show(query.Words));
        Assert.True(query.HasText);
        Assert.Empty(query.Exclusions);
        Assert.Empty(query.Tags);
    }

    [Theory]
    [InlineData("what is the plan?", "plan")]
    [InlineData("to be or not to be", "to|be|or|not")]
    [InlineData("what's John's plan, (who) doesn’t it?", "john|plan")]
    [InlineData("how \"to be\"", "")]
    public void Parse_StopWords_CountOnlyWhenNothingElseIsThere(string text, string words) =>
        Assert.Equal(words, Show(QueryParser.Parse(text).Words));

    [Fact]
    public void Parse_Phrase_KeepsItsStopWords() =>
        Assert.Equal("to be or not to be", Show(QueryParser.Parse("“to be or not to be”").Phrases));

    [Theory]
    [InlineData("getUserName", "getusernam|get user name")]
    [InlineData("数据库", "数据 据库")]
    [InlineData("字", "字*")]
    [InlineData("2字", "2 字*")]
    [InlineData("数据库怎么配置", "数据|据库|库怎|怎么|么配|配置")]
    [InlineData("SQL数据库怎么配置吗x", "sql|数据|据库|库怎|怎么|么配|配置|置吗|x")]
    [InlineData("วิธีตั้งค่าฐาน", "วิ ิธ ธี|ธี ีต ตั|ตั ั้ ้ง|้ง งค ค่|ค่ ่า าฐ|าฐ ฐา าน")]
    [InlineData("👍🏽", "u1f44d")]
    public void Parse_WordOfAnyScript_GivesGroupsThatFindIt(string text, string words) =>
        Assert.Equal(words, Show(QueryParser.Parse(text).Words));

    [Fact]
    public void Parse_ExcludedIdentifier_ExcludesTheWholeAndItsPartsInARow() =>
        Assert.Equal("getusernam|get user name", Show(QueryParser.Parse("x -getUserName").Exclusions));

    [Fact]
    public void Parse_AnyText_NeverThrowsAndStaysBounded() =>
        CsCheck.Check.Sample(
            Texts.Any,
            text =>
            {
                var query = QueryParser.Parse(text);
                Assert.All(query.Words.Concat(query.Phrases).Concat(query.Exclusions), group => Assert.NotEmpty(group.Tokens));
                Assert.Equal(query.IsEmpty, QueryParser.Parse(text + " ").IsEmpty);
            },
            iter: 4_000);

    [Fact]
    public void Parse_EnormousText_StaysBounded()
    {
        var text = string.Join(' ', Enumerable.Range(0, 100_000).Select(number => $"w{number} -n{number} \"p {number}\" tag:t{number}"));

        var query = QueryParser.Parse(text);

        Assert.All(new[] { query.Words.Count, query.Phrases.Count, query.Exclusions.Count, query.Tags.Count }, count => Assert.InRange(count, 1, 64));
        Assert.All(QueryParser.Parse('"' + new string('字', 5000) + '"').Phrases, phrase => Assert.InRange(phrase.Tokens.Count, 1, 64));
    }

    private static string Show(IEnumerable<TokenGroup> groups) => string.Join('|', groups);
}
