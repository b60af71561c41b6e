using CsCheck;
using WhiteMagic.Context;

namespace WhiteMagic.Tests.Context;

public sealed class O200kVocabularyTests
{
    private static readonly IReadOnlyList<byte[]> Tokens = VocabularyFile.PackageTokens();

    [Fact]
    public void File_MadeAgainFromThePackage_IsTheCommittedOne() =>
        Assert.True(O200kVocabulary.File.SequenceEqual(VocabularyFile.Build(Tokens)), "Run VocabularyFile_Write to renew it.");

    [Fact]
    public void Rank_EveryTokenOfThePackage_IsItsRank()
    {
        Assert.Equal(199_998, Tokens.Count);
        for (var rank = 0; rank < Tokens.Count; rank++)
        {
            Assert.Equal(rank, O200kVocabulary.Rank(Tokens[rank]));
        }
    }

    [Fact]
    public void Rank_BytesThatAreNoToken_IsNone()
    {
        var known = Tokens.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
        var altered =
            from token in Gen.Int[0, Tokens.Count - 1].Select(rank => Tokens[rank])
            from at in Gen.Int[0, token.Length - 1]
            from value in Gen.Byte
            select token.Select((old, i) => i == at ? value : old).ToArray();
        altered.Sample(
            bytes => (O200kVocabulary.Rank(bytes) == O200kVocabulary.NoRank) != known.Contains(Convert.ToHexString(bytes)),
            iter: 5_000);
        Assert.Equal(O200kVocabulary.NoRank, O200kVocabulary.Rank([]));
        Assert.Equal(O200kVocabulary.NoRank, O200kVocabulary.Rank(new byte[129]));
    }

    [Fact(Explicit = true)]
    public void VocabularyFile_Write() => File.WriteAllBytes(VocabularyFile.SourcePath(), VocabularyFile.Build(Tokens));
}
