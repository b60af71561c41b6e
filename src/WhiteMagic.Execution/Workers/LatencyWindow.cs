using System.Numerics;

namespace WhiteMagic.Execution.Workers;

/// <summary>Collects the run times of the calls that ended in one span of time, in buckets an eighth of a doubling wide.</summary>
internal sealed class LatencyWindow
{
    private const int Parts = 8;

    private readonly int[] _buckets = new int[64 * Parts];

    /// <summary>How many calls ended by themselves.</summary>
    public int Ended { get; private set; }

    public int TimedOut { get; set; }

    /// <summary>The most calls seen at once.</summary>
    public int Peak { get; private set; }

    public void Add(TimeSpan ran, CallResult result)
    {
        if (result is CallResult.Completed or CallResult.Failed)
        {
            Ended++;
            _buckets[Bucket(ran.Ticks)]++;
        }
    }

    public void Saw(int running) => Peak = Math.Max(Peak, running);

    public ConcurrencySample ToSample(int limit, TimeSpan span) => new()
    {
        Span = span,
        Limit = limit,
        Peak = Peak,
        Ended = Ended,
        TimedOut = TimedOut,
        Latency = Quantile(2),
        LowerQuartile = Quantile(1),
        UpperQuartile = Quantile(3),
    };

    /// <summary>The run time that so many quarters of the calls did not exceed; zero without calls.</summary>
    public TimeSpan Quantile(int quarters)
    {
        int left = ((quarters * Ended) + 3) / 4;
        for (int bucket = 0; bucket < _buckets.Length && left > 0; bucket++)
        {
            left -= _buckets[bucket];
            if (left <= 0)
            {
                return Middle(bucket);
            }
        }

        return TimeSpan.Zero;
    }

    private static int Bucket(long ticks)
    {
        ulong value = (ulong)Math.Max(1, ticks);
        int power = BitOperations.Log2(value);
        int part = (int)((power >= 3 ? value >> (power - 3) : value << (3 - power)) & (Parts - 1));
        return (power * Parts) + part;
    }

    private static TimeSpan Middle(int bucket)
    {
        double start = Math.ScaleB(1, bucket / Parts) * (1 + ((bucket % Parts) / (double)Parts));
        return TimeSpan.FromTicks((long)Math.Min(start * (1 + (0.5 / Parts)), long.MaxValue / 2));
    }
}
