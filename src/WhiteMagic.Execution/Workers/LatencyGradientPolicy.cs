namespace WhiteMagic.Execution.Workers;

/// <summary>
/// Finds the limit from how long calls run: it grows while they run about as long as without load, and shrinks in proportion once they
/// run more than twice as long. It learns how long that is from short probes with few workers: at the start, now and then, and when
/// shrinking did not help.
/// </summary>
public sealed class LatencyGradientPolicy : IConcurrencyPolicy
{
    // Calls that run longer than this many times the unloaded time only queue elsewhere.
    private const double Tolerance = 2.0;

    // Below this the service has room to spare, and the limit is doubled rather than raised by steps.
    private const double Spare = 1.25;

    // Under this the unloaded time has become shorter, and what is measured under load does not tell it.
    private const double Faster = 0.7;

    // A cut that leaves more than this of the time has not shortened it.
    private const double Shortened = 0.85;

    private const int EnoughCalls = 20;
    private const int VainCuts = 3;
    private const int PatienceInSamples = 3;
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(15);

    private TimeSpan _sinceProbe;
    private TimeSpan _settling;
    private double _unloaded;
    private double _latencies;
    private double _latencyBeforeCut = double.PositiveInfinity;
    private int _calls;
    private int _cuts;
    private int _probed;
    private int _restore;
    private int _beforeOutage;
    private bool _isProbing;

    /// <inheritdoc/>
    public int NextLimit(ConcurrencySample sample)
    {
        _sinceProbe += sample.Span;
        if (_unloaded == 0 && !_isProbing)
        {
            return BeginProbe(sample.Limit / 8, sample.Limit / 2);
        }

        if (sample.TimedOut > 0 && sample.Ended == 0)
        {
            return Retreat(sample.Limit);
        }

        if (_beforeOutage > 0 && sample.Ended > 0)
        {
            int before = _beforeOutage;
            _beforeOutage = 0;
            return Settled(before, sample.Latency);
        }

        return _isProbing ? Probe(sample) : Decide(sample);
    }

    /// <summary>What hangs says nothing of the time it takes; few workers are enough to notice its return.</summary>
    private int Retreat(int limit)
    {
        _beforeOutage = _beforeOutage > 0 ? _beforeOutage : Math.Max(limit, _isProbing ? _restore : 0);
        _isProbing = false;
        return Settled(Math.Max(1, limit / 2));
    }

    private int Decide(ConcurrencySample sample)
    {
        // What began under another limit says little about this one.
        _settling -= sample.Span;
        if (_settling > TimeSpan.Zero || sample.Ended == 0)
        {
            return sample.Limit;
        }

        _latencies += sample.Ended * sample.Latency.TotalSeconds;
        _calls += sample.Ended;
        if (_calls < Math.Min(EnoughCalls, 2 * sample.Limit))
        {
            return sample.Limit;
        }

        double latency = _latencies / _calls;
        double ratio = latency / _unloaded;
        if (ratio < Faster)
        {
            return BeginProbe(sample.Limit / 4, sample.Limit / 2);
        }

        _unloaded = _calls >= EnoughCalls ? Math.Min(_unloaded, latency) : _unloaded;
        (_latencies, _calls) = (0, 0);
        if (ratio > Tolerance && latency > Shortened * _latencyBeforeCut)
        {
            // Fewer workers did not shorten it, so this is how long it takes without load now.
            _unloaded = latency;
            ratio = 1;
        }

        if (ratio > Tolerance)
        {
            _latencyBeforeCut = latency;
            return Shrink(sample, ratio);
        }

        _latencyBeforeCut = double.PositiveInfinity;
        return Grow(sample, ratio);
    }

    private int Shrink(ConcurrencySample sample, double ratio)
    {
        if (++_cuts > VainCuts)
        {
            return BeginProbe(sample.Limit / 4, sample.Limit / 2);
        }

        int next = (int)(sample.Limit * Math.Max(0.5, Tolerance / ratio));
        return Settled(Math.Max(1, Math.Min(next, sample.Limit - 1)), sample.Latency);
    }

    private int Grow(ConcurrencySample sample, double ratio)
    {
        _cuts = 0;
        if (_sinceProbe >= BetweenProbes)
        {
            return BeginProbe(sample.Limit / 3, sample.Limit);
        }

        if (sample.Peak < sample.Limit)
        {
            return sample.Limit;
        }

        // By steps of the root, so that a wide service is found soon and a narrow one is not overrun.
        int step = ratio < Spare ? sample.Limit : (int)Math.Ceiling(Math.Sqrt(sample.Limit) * (Tolerance - ratio) / Tolerance);
        return step == 0 ? sample.Limit : Settled(sample.Limit + step, sample.Latency);
    }

    private int BeginProbe(int limit, int restore)
    {
        (_isProbing, _probed, _restore, _cuts) = (true, 0, restore, 0);
        return Settled(Math.Max(1, limit));
    }

    private int Probe(ConcurrencySample sample)
    {
        bool isClean = sample.Peak <= sample.Limit && sample.Ended > 0;

        // A probe that interrupts good work is not worth waiting for calls that may hang.
        if (!isClean && (_unloaded == 0 || ++_probed < PatienceInSamples))
        {
            return sample.Limit;
        }

        _isProbing = false;
        _sinceProbe = TimeSpan.Zero;
        _unloaded = isClean ? sample.Latency.TotalSeconds : _unloaded;
        return Settled(Math.Max(1, _restore), isClean ? sample.Latency : TimeSpan.Zero);
    }

    private int Settled(int limit, TimeSpan latency = default)
    {
        (_latencies, _calls, _settling) = (0, 0, latency);
        return limit;
    }
}
