using CsCheck;
using WhiteMagic.Context;

namespace WhiteMagic.Tests.Context;

public sealed class PieceScannerTests
{
    [Fact]
    public void PieceEnd_UnitByUnit_IsWhereTheRegexEnds() =>
        TokenTexts.Any.Sample(
            text => Assert.Equal(O200kReference.PieceEnds(text), Ends(text, codePoints: false)), iter: 5_000);

    [Fact]
    public void PieceEnd_ByCodePoint_IsWhereTheRegexEndsOnStandIns() =>
        TokenTexts.Any.Where(text => !text.Contains("'ſ", StringComparison.Ordinal)).Sample(
            text => Assert.Equal(O200kReference.CodePointPieceEnds(text), Ends(text, codePoints: true)), iter: 5_000);

    [Theory]
    [InlineData("x'ſabc", 3)]
    [InlineData("x'şabc", 1)]
    public void PieceEnd_LongSByCodePoint_IsAContraction(string text, int end) =>
        Assert.Equal(end, new PieceScanner(text, codePoints: true).PieceEnd(0));

    private static List<int> Ends(string text, bool codePoints)
    {
        var scanner = new PieceScanner(text, codePoints);
        var ends = new List<int>();
        for (var end = 0; end < text.Length;)
        {
            end = scanner.PieceEnd(end);
            ends.Add(end);
        }

        return ends;
    }
}
