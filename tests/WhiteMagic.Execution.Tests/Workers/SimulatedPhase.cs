namespace WhiteMagic.Execution.Tests.Workers;

/// <summary>What a simulated service and those who call it are like for some time; times are seconds, and functions take the time since the phase began.</summary>
internal sealed record SimulatedPhase
{
    public double Length { get; init; } = 10;

    /// <summary>How many calls the service works on at once.</summary>
    public Func<double, int> Slots { get; init; } = static _ => 8;

    /// <summary>How long it works on a call on average.</summary>
    public Func<double, double> Service { get; init; } = static _ => 0.020;

    /// <summary>Turns a number from 0 to 1 into a factor of that time, whose mean is one.</summary>
    public Func<double, double> Jitter { get; init; } = static random => 0.9 + (0.2 * random);

    /// <summary>The median of what <see cref="Jitter"/> gives.</summary>
    public double MedianJitter { get; init; } = 1;

    /// <summary>How many calls may be out before the service slows down, by the square of the excess.</summary>
    public int ThrashAbove { get; init; } = int.MaxValue;

    /// <summary>The share of calls that are never answered.</summary>
    public double Swallowed { get; init; }

    /// <summary>How many calls arrive in a second; null for as many as the limit allows.</summary>
    public Func<double, double>? Arrivals { get; init; }

    /// <summary>The most work that can be done, in seconds of all slots together.</summary>
    public double Best()
    {
        const double Step = 0.01;
        double best = 0;
        double backlog = 0;
        for (double at = 0; at < Length - (Step / 2); at += Step)
        {
            double possible = Swallowed < 1 ? Step * Slots(at) : 0;
            backlog += Arrivals is null ? possible : Step * Arrivals(at) * Service(at);
            double done = Math.Min(possible, backlog);
            backlog = Arrivals is null ? 0 : backlog - done;
            best += done;
        }

        return best;
    }

    /// <summary>The median time of a call to the service when it is alone, in the middle of the phase.</summary>
    public double Unloaded() => Service(Length / 2) * MedianJitter;
}
