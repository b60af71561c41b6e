namespace WhiteMagic.Context;

/// <summary>How many memories a tier shows, and how much of each.</summary>
/// <param name="ShortTerm">The most short-term memories.</param>
/// <param name="LongTerm">The most long-term memories.</param>
/// <param name="ItemTokens">The most tokens of one memory's text.</param>
internal sealed record TierShape(int ShortTerm, int LongTerm, int ItemTokens)
{
    public static TierShape Of(ContextTier tier) => tier switch
    {
        ContextTier.Quick => new TierShape(2, 0, 60),
        ContextTier.Balanced => new TierShape(5, 2, 380),
        _ => new TierShape(10, 5, int.MaxValue),
    };
}
