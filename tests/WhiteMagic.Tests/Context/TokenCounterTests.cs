using System.Globalization;
using CsCheck;
using WhiteMagic.Context;

namespace WhiteMagic.Tests.Context;

public sealed class TokenCounterTests
{
    private const int Megabyte = 1 << 20;

    private static readonly string[] Samples =
    [
        "Prefer the small tool that does one thing. We've moved the deploy to Tuesdays; it isn't Bob's fault, is it?",
        "public static int Count(ReadOnlySpan<char> text)\n{\n    return text.Length / 4; // about\n}\r\n\r\n\tvar x = 0x1F;",
        "| id | when | note |\n|---:|------|------|\n| 42 | 2025-01-31T23:59:59Z | see [[link]] #tag |\n\n- [x] done\n",
        "记忆属于它的主人。每一个答案都有上限,并且说明它用了多少。",
        "記憶はその持ち主のものです。カタカナとひらがな、漢字。",
        "기억은 그 주인의 것이다. 모든 답에는 상한이 있다.",
        "Память принадлежит человеку. Ёлка, ещё, подъезд, НЕБОЛЬШОЙ текст.",
        "الذاكرة ملك لصاحبها. كُلُّ جوابٍ له حدّ.",
        "स्मृति उसके स्वामी की है। हर उत्तर की एक सीमा है।",
        "ความทรงจำเป็นของเจ้าของ ทุกคำตอบมีขีดจำกัด",
        "Ship it 🚀! 👍🏽 👩‍💻 🇫🇷 1️⃣ ❤️ — “quoted” … ½ of 10³",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.3f2a9c1e-77b0-4c1d-9e55-0a1b2c3d4e5f",
    ];

    [Fact]
    public void Count_AgreedText_IsTheReferenceCount() => TokenTexts.Agreed.Sample(
        text => Assert.Equal(O200kReference.Count(text), TokenCounter.Count(text)), iter: 5_000);

    [Fact]
    public void Count_AnyText_IsNeverBelowTheReferenceCount() => TokenTexts.Any.Sample(
        text => Assert.InRange(TokenCounter.Count(text), O200kReference.Count(text), int.MaxValue), iter: 5_000);

    [Fact]
    public void Count_Samples_ReportsItsAverageError()
    {
        var (reference, counted) = (0, 0);
        foreach (var sample in Samples)
        {
            var expected = O200kReference.Count(sample);
            Assert.InRange(TokenCounter.Count(sample), expected, expected + (sample.Any(char.IsSurrogate) ? 2 : 0));
            reference += expected;
            counted += TokenCounter.Count(sample);
        }

        var error = (counted - reference) / (double)reference;
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{counted} tokens for {reference}: {error:P3} over on average"));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("hello world", 2)]
    [InlineData("😀abc", 2)]
    [InlineData("<|endoftext|>", 7)]
    [InlineData("x'ſabc", 4)]
    public void Count_FixedText_IsOpenAIsCount(string text, int expected) =>
        Assert.Equal(expected, TokenCounter.Count(text));

    [Fact]
    public void Count_LoneSurrogate_IsTheLargerOfTheReadings()
    {
        Assert.Equal(1, O200kReference.Count("\uFFFD"));
        Assert.Equal(3, TokenCounter.Count("\uD83D"));
    }

    [Theory]
    [InlineData('a')]
    [InlineData(' ')]
    public void Count_MegabyteOfOneCharacter_IsInProportion(char unit)
    {
        var part = TokenCounter.Count(new string(unit, 4096));
        Assert.InRange(TokenCounter.Count(new string(unit, Megabyte)), part * 255, part * 257);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("a\u0301")]
    [InlineData(" \n")]
    [InlineData("\t ")]
    [InlineData("!")]
    [InlineData("😀")]
    [InlineData("x9")]
    public void LengthWithin_MegabyteOfOneThing_UsesTheLimit(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, Megabyte / unit.Length));
        var length = TokenCounter.LengthWithin(text, 1_000);
        Assert.InRange(TokenCounter.Count(text.AsSpan(0, length)), 990, 1_000);
    }

    [Fact]
    public void LengthWithin_AnyText_FitsAndTearsNoPair() =>
        Gen.Select(TokenTexts.Any, Gen.Int[-1, 40]).Sample(
            (text, max) =>
            {
                var length = TokenCounter.LengthWithin(text, max);
                Assert.InRange(TokenCounter.Count(text.AsSpan(0, length)), 0, Math.Max(0, max));
                Assert.False(length > 0 && length < text.Length && char.IsSurrogatePair(text[length - 1], text[length]));
            },
            iter: 5_000);

    [Fact]
    public void LengthWithin_AnyText_NoLongerCutFits() =>
        Gen.Select(TokenTexts.Any, Gen.Int[1, 20]).Sample(
            (text, max) =>
            {
                var longest = StringInfo.ParseCombiningCharacters(text).Append(text.Length)
                    .Last(cut => TokenCounter.Count(text.AsSpan(0, cut)) <= max);
                Assert.Equal(longest, TokenCounter.LengthWithin(text, max));
            },
            iter: 1_000);

    [Fact]
    public void LengthWithin_LimitOfTheWholeCount_IsTheWholeText() => TokenTexts.Any.Sample(
        text => Assert.Equal(text.Length, TokenCounter.LengthWithin(text, TokenCounter.Count(text))), iter: 2_000);
}
