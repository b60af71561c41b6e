using System.Diagnostics;

namespace WhiteMagic.Bench.Reports;

/// <summary>Durations in milliseconds and what they amount to.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double Median => Quantile(0.5);

    public static Samples Repeat(int times, Func<double> once)
    {
        var samples = new Samples();
        for (var i = 0; i < times; i++)
        {
            samples.Add(once());
        }

        return samples;
    }

    public static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    public void Add(double milliseconds) => _values.Add(milliseconds);

    public void AddRange(Samples other) => _values.AddRange(other._values);

    // Nearest rank: a quantile is a value that was measured.
    public double Quantile(double share)
    {
        var sorted = _values.Order().ToArray();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
