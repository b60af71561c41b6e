namespace WhiteMagic.Execution.Workers;

/// <summary>Tells what was measured in one span of time.</summary>
public readonly record struct ConcurrencySample
{
    /// <summary>How long the span was.</summary>
    public required TimeSpan Span { get; init; }

    /// <summary>The limit that held.</summary>
    public required int Limit { get; init; }

    /// <summary>The most workers that were busy at once.</summary>
    public int Peak { get; init; }

    /// <summary>How many calls ended by themselves.</summary>
    public int Ended { get; init; }

    /// <summary>How many calls ran out of time.</summary>
    public int TimedOut { get; init; }

    /// <summary>The median time that the ended calls ran; zero when none ended.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>The time that a quarter of the ended calls did not exceed; null when it is not known.</summary>
    public TimeSpan? LowerQuartile { get; init; }

    /// <summary>The time that three quarters of the ended calls did not exceed; null when it is not known.</summary>
    public TimeSpan? UpperQuartile { get; init; }

    /// <summary>How busy the machine or container is.</summary>
    public SystemLoad Load { get; init; }

    /// <summary>The share of the token budget that is left, from 0 to 1; null without a budget.</summary>
    public double? TokensLeft { get; init; }
}
