namespace WhiteMagic.Execution.Workers;

/// <summary>Bounds another policy by the tokens that are left: at most 16 workers below 10 %, growth only above 50 %, and then up to 128.</summary>
/// <param name="inner">The policy to bound.</param>
/// <remarks>Without a token budget the other policy decides alone; a share that is no number counts as scarce.</remarks>
public sealed class TokenPolicy(IConcurrencyPolicy inner) : IConcurrencyPolicy
{
    private const double Scarce = 0.1;
    private const double Ample = 0.5;
    private const int ScarceCeiling = 16;
    private const int AmpleCeiling = 128;

    /// <inheritdoc/>
    public int NextLimit(ConcurrencySample sample)
    {
        int next = inner.NextLimit(sample);
        return sample.TokensLeft switch
        {
            null => next,
            double.NaN or < Scarce => Math.Min(next, ScarceCeiling),
            <= Ample => Math.Min(next, Math.Min(sample.Limit, AmpleCeiling)),
            _ => Math.Min(next, AmpleCeiling),
        };
    }
}
