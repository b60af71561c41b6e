using CsCheck;

namespace WhiteMagic.Storage.Tests.Index;

public sealed class WordSearchTests
{
    private static readonly string[] Words =
    [
        "lock", "Connections", "getUserName", "GitHub", "v1.2.3", "don't", "C#", "C++", "user_name", "sha256", "café", "naïve",
        "Straße", "数据库", "字", "日本語", "データ", "ﾃﾞｰﾀ", "한국어", "ภาษาไทย", "كِتاب", "المدرسة", "Ёлка", "чай", "Україна", "λόγος",
        "हिन्दी", "שָׁלוֹם", "👍🏽", "🚀", "👩‍💻", "🇫🇷", "2026-01-31", "192.168.0.1", "Ｆｕｌｌ", "𠮷野家", "Łódź", "MünchenStadt",
    ];

    private static readonly Gen<string> Syntax = Gen.OneOf(
        "\"", "“", "-", "--", "*", "^", "(", ")", ":", "+", "{", "}", " ", " ", "AND", "OR", "NOT", "NEAR", "tag:", "type:x", "a:b",
        "'", ";", "\\", "\0", "\uD83D", "\uDC4D", "\u0301", "\u200D", "before:2026", "%", "_", ",", ".");

    [Fact]
    public void Find_AnyQuery_IsNoError()
    {
        using var table = new IndexTable();
        table.Add(1, string.Join(' ', Words));
        Check.Sample(
            Gen.OneOf<string>(Gen.OneOf(Words), Syntax, Gen.String).Array[0, 12].Select(string.Concat),
            query => Assert.True(table.Find(query).Count <= 1),
            iter: 2_000,
            threads: 1);
    }

    [Fact]
    public void Find_AsManyGroupsAsAQueryMayHave_IsNoError()
    {
        using var table = new IndexTable();
        table.Add(1, "w1 w2");
        var many = string.Join(' ', Enumerable.Range(0, 200).Select(number => $"w{number} -x{number}"));
        var phrases = string.Join(' ', Enumerable.Range(0, 200).Select(number => $"\"p {number}\" -\"q {number}\""));

        Assert.Equal([1], table.Find(many));
        Assert.Empty(table.Find(phrases));
        Assert.Empty(table.Find('"' + new string('字', 8000) + '"'));
    }

    [Fact]
    public void Find_WordOfAnyScript_FindsTheDocumentThatHasIt()
    {
        using var table = new IndexTable();
        Check.Sample(
            Gen.Select(Gen.OneOf(Words).Array[3, 8], Gen.Int[0, 7], Gen.OneOf(" ", ", ", "\n", " — ")),
            (document, pick, separator) =>
            {
                table.Clear();
                table.Add(1, string.Join(separator, document));
                table.Add(2, "unrelated filler");
                var first = Math.Min(pick, document.Length - 2);
                Assert.Equal([1], table.Find(document[first]));
                Assert.Equal([1], table.Find($"\"{document[first]}\""));
                Assert.Equal([1], table.Find($"\"{document[first]} {document[first + 1]}\""));
                Assert.Equal([2], table.Find($"unrelated {document[first]} -{document[first]}"));
            },
            iter: 500,
            threads: 1);
    }

    [Theory]
    [InlineData("我们的数据库很快", "据")]
    [InlineData("我们的数据库很快", "快")]
    [InlineData("我们的数据库很快", "数据库")]
    [InlineData("我们的数据库很快", "\"数据库很快\"")]
    [InlineData("连接池的配置说明", "数据库连接池应该怎么配置")]
    [InlineData("데이터베이스를 만든다", "데이터베이스")]
    [InlineData("公司 日本 123 号", "\"本 123\"")]
    [InlineData("call getUserName()", "user")]
    [InlineData("call getUserName()", "getusername")]
    [InlineData("call getUserName()", "\"call getUserName\"")]
    [InlineData("column user_name", "userName")]
    [InlineData("pushed to GitHub Actions", "\"github actions\"")]
    [InlineData("release v2.10.1", "2.10")]
    [InlineData("Русский чай", "ЧАЙ")]
    [InlineData("مدرسة أحمد", "احمد")]
    [InlineData("Crème brûlée", "creme brulee")]
    [InlineData("well done 👍🏽", "👍")]
    [InlineData("well done 👍", "👍🏽")]
    public void Find_QueryInItsOwnForm_FindsTheDocument(string document, string query)
    {
        using var table = new IndexTable();
        table.Add(1, document);
        table.Add(2, "something else");

        Assert.Equal([1], table.Find(query));
    }

    [Theory]
    [InlineData("数据 库", "数据库")]
    [InlineData("的数", "\"数据\"")]
    [InlineData("brown quick", "\"quick brown\"")]
    [InlineData("v1.3.2", "1.2.3")]
    [InlineData("C and F", "C#")]
    public void Find_WhatIsNotThere_FindsNothing(string document, string query)
    {
        using var table = new IndexTable();
        table.Add(1, document);

        Assert.Empty(table.Find(query));
    }
}
