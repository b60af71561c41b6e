using System.Globalization;

namespace WhiteMagic.Workflows;

/// <summary>Tells where a token budget stands and what to do about it.</summary>
public sealed record TokenStatus
{
    private const int CautionPercent = 60;
    private const int WarningPercent = 70;
    private const int CriticalPercent = 80;

    private TokenStatus(long used, long? budget)
    {
        Used = used;
        Budget = budget;
        Share = budget switch
        {
            null => 0,
            0 => 1,
            { } most => (double)used / most,
        };
        Level = budget is { } limit ? Reached(used, limit) : TokenLevel.Good;
    }

    /// <summary>How many tokens are used.</summary>
    public long Used { get; }

    /// <summary>How many there are; null for no limit.</summary>
    public long? Budget { get; }

    /// <summary>The used share: 0 without a limit, 1 of a budget of zero, above 1 of one that is overdrawn.</summary>
    public double Share { get; }

    /// <summary>The level that the share reaches.</summary>
    public TokenLevel Level { get; }

    /// <summary>How many tokens may be spent before the critical level is reached; null for no limit.</summary>
    public long? Allowance => Budget is { } most ? Math.Max(0, Threshold(most, CriticalPercent) - 1 - Used) : null;

    /// <summary>Whether new work may begin: not from <see cref="TokenLevel.Warning"/> on.</summary>
    public bool MayBegin => Level < TokenLevel.Warning;

    /// <summary>What to do, in a sentence.</summary>
    public string Advice => Level switch
    {
        TokenLevel.Good when Budget is null => "There is no budget; go on.",
        TokenLevel.Good => $"{Percent} of the tokens are used; go on.",
        TokenLevel.Caution => $"{Percent} of the tokens are used; go on with smaller answers, and put off what is not needed.",
        TokenLevel.Warning => $"{Percent} of the tokens are used; finish what is under way, save a checkpoint and begin nothing new.",
        _ => $"{Percent} of the tokens are used; stop, save a checkpoint and go on in a new session or with a larger budget.",
    };

    // Cut, not rounded, so that the text never names a threshold that was not reached.
    private string Percent => (Math.Floor(Share * 1000) / 10).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    /// <summary>Finds where a budget stands.</summary>
    /// <param name="used">How many tokens are used, 0 or more.</param>
    /// <param name="budget">How many there are, 0 or more; null for no limit.</param>
    /// <exception cref="InvalidInputException">A number is negative.</exception>
    public static TokenStatus Of(long used, long? budget)
    {
        if (used < 0)
        {
            throw new InvalidInputException("tokens_used", $"{used} is negative; give 0 or more");
        }

        return budget is < 0
            ? throw new InvalidInputException("token_budget", $"{budget} is negative; give 0 or more, or none for no limit")
            : new(used, budget);
    }

    private static TokenLevel Reached(long used, long budget) =>
        used >= Threshold(budget, CriticalPercent) ? TokenLevel.Critical
        : used >= Threshold(budget, WarningPercent) ? TokenLevel.Warning
        : used >= Threshold(budget, CautionPercent) ? TokenLevel.Caution
        : TokenLevel.Good;

    // In whole numbers, because a share in floating point can fall on either side.
    private static long Threshold(long budget, int percent) => (long)((((Int128)budget * percent) + 99) / 100);
}
