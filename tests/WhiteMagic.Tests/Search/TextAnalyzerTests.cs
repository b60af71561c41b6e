using WhiteMagic.Search;

namespace WhiteMagic.Tests.Search;

public sealed class TextAnalyzerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \t\r\n--- *** ", "")]
    [InlineData("The quick, brown FOXES!", "the quick brown fox")]
    [InlineData("state-of-the-art e-mail", "state of the art e mail")]
    [InlineData("it's John’s, don't, we'll, l'eau", "it john dont well l eau")]
    [InlineData("C# and C++ beat C; F#7", "csharp and cpp beat c fsharp 7")]
    [InlineData("1.2.3 and v1.2.3", "1 2 3 and v 1 2 3")]
    [InlineData("2026-01-31T10:00", "2026 01 31t10 00")]
    [InlineData(@"C:\temp\a.txt https://x.org/?q=1", "c temp a txt http x org q 1")]
    public void Analyze_EnglishText_GivesStemmedWords(string text, string tokens) =>
        Assert.Equal(tokens, Analysis.Of(text));

    [Theory]
    [InlineData("user_name", "user name")]
    [InlineData("getUserName", "getusernam get user name")]
    [InlineData("HTTPServer2", "httpserver2 http server 2")]
    [InlineData("use GitHub now", "us github now git hub")]
    [InlineData("sha256", "sha256 sha 256")]
    [InlineData("ApiV2", "apiv2 api v 2")]
    [InlineData("README APIs x86 c7b9d22", "readm api x86 c7b9d22")]
    [InlineData("MünchenStadt", "munchenstadt munchen stadt")]
    public void Analyze_Identifier_GivesTheWholeInPlaceAndItsPartsAtTheEnd(string text, string tokens) =>
        Assert.Equal(tokens, Analysis.Of(text));

    [Theory]
    [InlineData("Café naïve Ærøskøbing Łódź Straße", "cafe naiv aeroskob lodz strass")]
    [InlineData("Cafe\u0301 ﬁnal Ｆｕｌｌ１２ 𝐛𝐨𝐥𝐝", "cafe final full12 bold full 12")]
    [InlineData("Ёлка Чай Україна", "елка чаи украіна")]
    [InlineData("Ἀθῆναι ΆΓΙΟΣ λόγος", "αθηναι αγιοσ λογοσ")]
    [InlineData("كِتَابٌ أحمد إلى مـــدرسة ٢٠٢٦", "كتاب احمد الي مدرسه 2026")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("हिन्दी भाषा", "हिन्दी भाषा")]
    [InlineData("co\u00ADop\u200Derate ze\u200Bro", "cooper ze ro")]
    [InlineData("İstanbul ISTANBUL", "istanbul istanbul")]
    public void Analyze_AccentsAndForms_FoldsThem(string text, string tokens) => Assert.Equal(tokens, Analysis.Of(text));

    [Theory]
    [InlineData("数据库", "数据 据库 库")]
    [InlineData("字", "字")]
    [InlineData("iPhone手机2台", "iphon 手机 机 2 台 i phone")]
    [InlineData("日本語を話す。東京", "日本 本語 語を を話 話す す 東京 京")]
    [InlineData("한국어 검색", "한국 국어 어 검색 색")]
    [InlineData("\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국 국")]
    [InlineData("ﾃﾞｰﾀ", "デー ータ タ")]
    [InlineData("か\u3099く", "がく く")]
    [InlineData("ไทย", "ไท ทย ย")]
    [InlineData("𠮷野家", "𠮷野 野家 家")]
    public void Analyze_ScriptWithoutSpaces_GivesPairsAndTheLastSign(string text, string tokens) =>
        Assert.Equal(tokens, Analysis.Of(text));

    [Theory]
    [InlineData("ship 🚀 it", "ship u1f680 it")]
    [InlineData("👍 👍🏽", "u1f44d u1f44d")]
    [InlineData("❤️❤", "u2764 u2764")]
    [InlineData("👩‍💻 🤷‍♀️", "u1f469u1f4bb u1f937")]
    [InlineData("🇫🇷🇩🇪", "u1f1ebu1f1f7 u1f1e9u1f1ea")]
    [InlineData("├── src 1️⃣", "src 1")]
    public void Analyze_Emoji_GivesOneTokenEach(string text, string tokens) => Assert.Equal(tokens, Analysis.Of(text));

    [Fact]
    public void Analyze_EndlessWord_IsCutToTheLongestToken()
    {
        Assert.Equal(64, Analysis.Of(new string('x', 5000)).Length);
        Assert.Equal(64, Analysis.Of(new string('ж', 5000)).Length);
        Assert.True(Analysis.Of("Qk1" + string.Concat(Enumerable.Repeat("aZ9", 2000))).Length <= 64);
    }

    [Fact]
    public void Analyze_AnyText_GivesOnlyTokensThatTheIndexKeepsWhole() =>
        CsCheck.Check.Sample(
            Texts.Any,
            text =>
            {
                var buffer = new TokenBuffer(withSpans: true);
                TextAnalyzer.Analyze(text, buffer);
                var tokens = buffer.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(tokens, buffer.Spans.ToArray().Select(span => buffer.TokenText(span).ToString()));
                Assert.All(tokens, AssertLegal);
                Assert.All(buffer.Spans.ToArray(), span => Assert.True(0 <= span.Start && span.Start < span.End && span.End <= text.Length));
            },
            iter: 4_000);

    [Fact]
    public void Analyze_ItsOwnTokensAgain_ChangesNoWordWithoutStem() =>
        Assert.Equal("елка cafe 2026 u1f680 strass", Analysis.Of(Analysis.Of("Ёлка CAFÉ ２０２６ 🚀 straß")));

    [Fact]
    public void Analyze_ReusedBuffer_ForgetsTheTextBefore()
    {
        var buffer = new TokenBuffer(withSpans: true);
        TextAnalyzer.Analyze("getUserName of everything", buffer);

        TextAnalyzer.Analyze("one", buffer);

        Assert.Equal("on", buffer.ToString());
        Assert.Equal(new TokenSpan(0, 2, 0, 3, TokenKind.Word), Assert.Single(buffer.Spans.ToArray()));
    }

    private static void AssertLegal(string token)
    {
        Assert.InRange(token.Length, 1, TokenStream.MaxTokenLength);
        Assert.All(token, letter => Assert.True(letter >= 0x80 || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)));
        Assert.True(token.EnumerateRunes().All(rune => rune.Value != 0xFFFD || token.Contains('\uFFFD')));
    }
}
