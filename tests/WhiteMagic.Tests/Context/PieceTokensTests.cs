using System.Text;
using CsCheck;
using WhiteMagic.Context;

namespace WhiteMagic.Tests.Context;

public sealed class PieceTokensTests
{
    private static readonly Gen<string> LongPieces = Gen.OneOf(
        Gen.OneOf('a', 'b', 'n', 't').Array[3_000, 7_000].Select(piece => new string(piece)),
        Gen.OneOf('你', '好', 'の').Array[1_000, 3_000].Select(piece => new string(piece)),
        Gen.Int[3_000, 7_000].Select(length => new string(' ', length)));

    [Fact]
    public void Count_PieceLongerThanAWindow_IsThatOfOneEncoding() => LongPieces.Sample(
        piece => Assert.Equal(WholeCount(piece), new PieceTokens(codePoints: true).Count(piece)), iter: 20);

    [Fact]
    public void Count_WindowTooSmallToSettle_IsThatOfOneEncoding() =>
        Gen.Select(TokenTexts.Any, Gen.Int[2, 12]).Sample(
            (text, window) => Assert.Equal(WholeCount(text), new PieceTokens(codePoints: true, window).Count(text)),
            iter: 4_000);

    private static int WholeCount(string piece)
    {
        var bytes = Encoding.UTF8.GetBytes(piece);
        return O200kVocabulary.Rank(bytes) != O200kVocabulary.NoRank ? 1 : new BytePairEncoder().Encode(bytes);
    }
}
