namespace WhiteMagic.Execution.Jobs;

/// <summary>Says how often a job that fails is tried again, and after what pause.</summary>
public sealed record JobRetryPolicy
{
    /// <summary>Tries once.</summary>
    public static JobRetryPolicy None { get; } = new();

    /// <summary>How many attempts there may be in all, 1 or more.</summary>
    public int MaxAttempts { get; init; } = 1;

    /// <summary>The pause before the second attempt, zero or more.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.Zero;

    /// <summary>By what each further pause is multiplied, a finite number of 1 or more.</summary>
    public double Backoff { get; init; } = 2;

    /// <summary>The longest pause, zero or more.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether an attempt that timed out is tried again, once it has really ended.</summary>
    public bool RetryTimeouts { get; init; } = true;

    /// <summary>Which errors are worth another attempt; null for all. What it throws counts as no.</summary>
    public Func<Exception, bool>? ShouldRetry { get; init; }

    internal TimeSpan PauseAfter(int attempt)
    {
        double ticks = Delay.Ticks * Math.Pow(Backoff, attempt - 1);
        return ticks >= MaxDelay.Ticks ? MaxDelay : TimeSpan.FromTicks((long)ticks);
    }

    internal bool Accepts(Exception error)
    {
        try
        {
            return ShouldRetry?.Invoke(error) ?? true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
