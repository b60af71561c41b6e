namespace WhiteMagic.Workflows;

/// <summary>Says how many jobs of each kind may run at once; the number is the value.</summary>
public enum ConcurrencyTier
{
    /// <summary>Eight at once: for chains, unknown ground and the last tokens.</summary>
    Tier8 = 8,

    /// <summary>Sixteen at once.</summary>
    Tier16 = 16,

    /// <summary>Thirty-two at once.</summary>
    Tier32 = 32,

    /// <summary>Sixty-four at once.</summary>
    Tier64 = 64,

    /// <summary>A hundred and twenty-eight at once.</summary>
    Tier128 = 128,

    /// <summary>Two hundred and fifty-six at once.</summary>
    Tier256 = 256,
}
