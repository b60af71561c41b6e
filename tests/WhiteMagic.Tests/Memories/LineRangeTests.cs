using CsCheck;
using WhiteMagic.Memories;

namespace WhiteMagic.Tests.Memories;

public sealed class LineRangeTests
{
    [Theory]
    [InlineData(null, 1, int.MaxValue)]
    [InlineData(" ", 1, int.MaxValue)]
    [InlineData("10-20", 10, 20)]
    [InlineData(" 10 - 20 ", 10, 20)]
    [InlineData("10-", 10, int.MaxValue)]
    [InlineData("-20", 1, 20)]
    [InlineData("7", 7, 7)]
    public void Parse_OfARange_GivesIt(string? text, int start, int end) =>
        Assert.Equal(new LineRange(start, end), LineRange.Parse(text));

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("0-5")]
    [InlineData("-")]
    [InlineData("5-4")]
    [InlineData("1-2-3")]
    [InlineData("+1")]
    [InlineData("a-b")]
    [InlineData("１-２")]
    [InlineData("99999999999")]
    public void Parse_OfAnythingElse_NamesTheField(string text) =>
        Assert.Equal("lines", Assert.Throws<InvalidInputException>(() => LineRange.Parse(text)).Field);

    [Fact]
    public void Parse_OfAnyTwoBounds_AgreesWithTheirOrder() =>
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50]).Sample((start, end) =>
        {
            string text = $"{start}-{end}";
            if (start >= 1 && end >= start)
            {
                Assert.Equal(new LineRange(start, end), LineRange.Parse(text));
            }
            else
            {
                Assert.Throws<InvalidInputException>(() => LineRange.Parse(text));
            }
        });
}
