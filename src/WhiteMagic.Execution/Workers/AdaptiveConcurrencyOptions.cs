namespace WhiteMagic.Execution.Workers;

/// <summary>Describes an <see cref="AdaptiveConcurrency"/>.</summary>
public sealed record AdaptiveConcurrencyOptions
{
    /// <summary>The fewest workers that a pool is given, from 1.</summary>
    public int Floor { get; init; } = 1;

    /// <summary>The most workers that a pool is given, up to <see cref="WorkerPool.MaxLimit"/>.</summary>
    public int Ceiling { get; init; } = 256;

    /// <summary>How long one sample takes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Measures the load; null for policies that do not ask for it.</summary>
    public ILoadMeter? Load { get; init; }

    /// <summary>Tells the share of the token budget that is left, from 0 to 1; null without a budget, and no number counts as scarce.</summary>
    public Func<double?>? TokensLeft { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        if (Floor < 1 || Ceiling > WorkerPool.MaxLimit || Floor > Ceiling)
        {
            Refuse(nameof(Floor), Floor, $"A floor and a ceiling lie from 1 to {WorkerPool.MaxLimit}, the floor not above the ceiling; they were {Floor} and {Ceiling}.");
        }

        if (Interval < TimeSpan.FromMilliseconds(1) || Interval > TimeSpan.FromDays(1))
        {
            Refuse(nameof(Interval), Interval, "A sample takes from a millisecond to a day.");
        }
    }

    private static void Refuse(string parameter, object value, string message) => throw new ArgumentOutOfRangeException(parameter, value, message);
}
