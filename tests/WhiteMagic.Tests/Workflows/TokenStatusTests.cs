using CsCheck;
using WhiteMagic.Workflows;

namespace WhiteMagic.Tests.Workflows;

public sealed class TokenStatusTests
{
    [Theory]
    [InlineData(0, 200_000, TokenLevel.Good, true, "0 %")]
    [InlineData(119_999, 200_000, TokenLevel.Good, true, "59.9 %")]
    [InlineData(120_000, 200_000, TokenLevel.Caution, true, "60 %")]
    [InlineData(139_999, 200_000, TokenLevel.Caution, true, "69.9 %")]
    [InlineData(140_000, 200_000, TokenLevel.Warning, false, "70 %")]
    [InlineData(159_999, 200_000, TokenLevel.Warning, false, "79.9 %")]
    [InlineData(160_000, 200_000, TokenLevel.Critical, false, "80 %")]
    [InlineData(500_000, 200_000, TokenLevel.Critical, false, "250 %")]
    [InlineData(4, 7, TokenLevel.Good, true, "57.1 %")]
    [InlineData(5, 7, TokenLevel.Warning, false, "71.4 %")]
    [InlineData(0, 0, TokenLevel.Critical, false, "100 %")]
    public void Of_AtTheThresholds_HasTheLevelAndSaysTheShare(long used, long budget, TokenLevel level, bool mayBegin, string share)
    {
        var status = TokenStatus.Of(used, budget);

        Assert.Equal((level, mayBegin), (status.Level, status.MayBegin));
        Assert.StartsWith(share, status.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoBudget_LetsEverythingBegin()
    {
        var status = TokenStatus.Of(long.MaxValue, null);

        Assert.Equal((TokenLevel.Good, 0, null, true), (status.Level, status.Share, status.Allowance, status.MayBegin));
    }

    [Fact]
    public void Allowance_OfAnyBudget_EndsOneTokenBeforeTheCriticalLevel() =>
        Gen.Select(Gen.Long[0, long.MaxValue / 2], Gen.Long[0, long.MaxValue / 2]).Sample(static (used, budget) =>
        {
            long allowance = TokenStatus.Of(used, budget).Allowance!.Value;

            Assert.True(allowance >= 0);
            if (allowance > 0)
            {
                Assert.NotEqual(TokenLevel.Critical, TokenStatus.Of(used + allowance, budget).Level);
                Assert.Equal(TokenLevel.Critical, TokenStatus.Of(used + allowance + 1, budget).Level);
            }
        });

    [Fact]
    public void Of_NegativeNumbers_NamesTheField()
    {
        Assert.Equal("tokens_used", Assert.Throws<InvalidInputException>(static () => TokenStatus.Of(-1, null)).Field);
        Assert.Equal("token_budget", Assert.Throws<InvalidInputException>(static () => TokenStatus.Of(0, -1)).Field);
    }
}
