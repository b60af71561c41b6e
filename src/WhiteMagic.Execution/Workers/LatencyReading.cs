namespace WhiteMagic.Execution.Workers;

/// <summary>Gathers samples under one limit until their median latency is sure enough to act upon.</summary>
internal sealed class LatencyReading
{
    /// <summary>The shortest latency, in seconds.</summary>
    public const double Tick = 1e-7;

    // The error of a median is about this times the distance of the quartiles, over the root of the number of calls.
    private const double ErrorOfQuartiles = 0.93;

    private const double SmallError = 0.15;
    private const double TinyError = 0.07;
    private const int FewestCalls = 10;
    private const int EnoughCalls = 100;
    private const int EnoughSamples = 3;

    private readonly List<(double Latency, double Calls)> _points = [];
    private TimeSpan _held;
    private TimeSpan _span;
    private int _calls;
    private int _samples;

    public bool IsEmpty => _samples == 0;

    /// <summary>Whether the error of the median is small.</summary>
    public bool IsSure { get; private set; }

    /// <summary>Whether there is hardly a doubt.</summary>
    public bool IsCertain => _calls >= EnoughCalls || Error <= TinyError;

    /// <summary>Whether more would take too long, where the fewer workers that it needs cost.</summary>
    public bool IsLong => _calls >= FewestCalls && _samples >= EnoughSamples;

    /// <summary>The median in seconds.</summary>
    public double Latency => Quantile(0.5);

    /// <summary>How many calls ended in a second.</summary>
    public double Rate => _calls / _span.TotalSeconds;

    /// <summary>How far the median may be off, as a share of it; it is the larger, the wider the latencies are spread.</summary>
    public double Error => ErrorOfQuartiles * (Quantile(0.75) - Quantile(0.25)) / (Quantile(0.25) * Math.Sqrt(_calls));

    /// <summary>Begins anew under another limit.</summary>
    public void Restart()
    {
        Clear();
        _held = TimeSpan.Zero;
    }

    /// <summary>Begins anew under the same limit.</summary>
    public void Clear()
    {
        _points.Clear();
        (_calls, _samples, _span, IsSure) = (0, 0, TimeSpan.Zero, false);
    }

    /// <summary>Tells that the limit has held for another span.</summary>
    public void Hold(TimeSpan span) => _held += span;

    /// <summary>Adds a sample, but none before at least half of its calls began under the limit.</summary>
    public void Add(ConcurrencySample sample)
    {
        if (IsEmpty && (sample.Ended == 0 || _held - (sample.Span / 2) < sample.Latency))
        {
            return;
        }

        _span += sample.Span;
        if (sample.Ended == 0)
        {
            return;
        }

        // The quartiles of many samples are near those of three points each.
        double latency = Math.Max(Tick, sample.Latency.TotalSeconds);
        _points.Add((Math.Clamp(sample.LowerQuartile?.TotalSeconds ?? latency, Tick, latency), sample.Ended * 0.375));
        _points.Add((latency, sample.Ended * 0.25));
        _points.Add((Math.Max(latency, sample.UpperQuartile?.TotalSeconds ?? latency), sample.Ended * 0.375));
        _points.Sort();
        (_calls, _samples) = (_calls + sample.Ended, _samples + 1);
        bool hasSome = _calls >= Math.Min(FewestCalls, 4 * sample.Limit) || _samples >= EnoughSamples;
        IsSure = _calls >= EnoughCalls || (hasSome && Error <= SmallError);
    }

    private double Quantile(double share)
    {
        double left = share * _calls;
        int at = 0;
        while ((left -= _points[at].Calls) > 0 && at < _points.Count - 1)
        {
            at++;
        }

        return _points[at].Latency;
    }
}
