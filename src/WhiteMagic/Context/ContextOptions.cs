namespace WhiteMagic.Context;

/// <summary>The budgets of the context tiers, in o200k tokens.</summary>
public sealed record ContextOptions
{
    /// <summary>The budget of <see cref="ContextTier.Quick"/>.</summary>
    /// <value>At least 1. The default is 500.</value>
    public int QuickTokens { get; init; } = 500;

    /// <summary>The budget of <see cref="ContextTier.Balanced"/>.</summary>
    /// <value>At least 1. The default is 3,000.</value>
    public int BalancedTokens { get; init; } = 3000;

    /// <summary>The budget of <see cref="ContextTier.Full"/>.</summary>
    /// <value>At least 1. The default is 10,000.</value>
    public int FullTokens { get; init; } = 10_000;

    /// <summary>Gives a tier's budget.</summary>
    public int Budget(ContextTier tier) => tier switch
    {
        ContextTier.Quick => QuickTokens,
        ContextTier.Balanced => BalancedTokens,
        _ => FullTokens,
    };
}
