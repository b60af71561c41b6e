namespace WhiteMagic.Execution.Workers;

/// <summary>
/// Finds the limit from how long calls run: it grows while they run about as long as without load, and shrinks in proportion once they
/// surely run more than twice as long. The wider their times are spread, the more calls it waits for. How long they run without load it
/// learns from probes with few workers: at the start, now and then, and when the limit would fall by half or something has changed.
/// </summary>
public sealed class LatencyGradientPolicy : IConcurrencyPolicy
{
    // Calls that run longer than this many times the unloaded time only queue elsewhere.
    private const double Tolerance = 2.0;

    // Within these many times the unloaded time, calls run as if there were no load.
    private const double Faster = 0.85;
    private const double Spare = 1.25;

    private const int PatienceInSamples = 3;
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterChange = TimeSpan.FromSeconds(3);

    // Calls that hang would fill a probe.
    private static readonly TimeSpan QuietBeforeProbe = TimeSpan.FromSeconds(2);

    private readonly LatencyReading _reading = new();
    private GradientPhase _phase;
    private ServiceState _loaded;
    private TimeSpan _untilProbe;
    private TimeSpan _withoutTimeout = QuietBeforeProbe;
    private TimeSpan _unclean;
    private double _unloaded;
    private double _shortest;
    private int _sustained;
    private int _beforeProbe;
    private int _beforeOutage;

    /// <inheritdoc/>
    public int NextLimit(ConcurrencySample sample)
    {
        _untilProbe -= sample.Span;
        _reading.Hold(sample.Span);
        if (sample.TimedOut > sample.Ended && _withoutTimeout >= QuietBeforeProbe)
        {
            // Those left the queue, which has to fill again.
            _reading.Restart();
        }

        _withoutTimeout = sample.TimedOut > 0 ? TimeSpan.Zero : _withoutTimeout + sample.Span;
        if (sample.Ended == 0)
        {
            return sample.TimedOut > 0 ? Retreat(sample.Limit) : Wait(sample);
        }

        if (_beforeOutage > 0)
        {
            // Where the unloaded time is not known yet, the limit may have been what was wrong.
            int before = _unloaded > 0 ? _beforeOutage : sample.Limit;
            _beforeOutage = 0;
            return Change(before);
        }

        if (_phase != GradientPhase.Holding)
        {
            return Probe(sample);
        }

        if (_unloaded == 0)
        {
            return BeginProbe(GradientPhase.Starting, ServiceState.Of(sample), sample.Limit, sample.Limit / 4);
        }

        _reading.Add(sample);
        return _reading.IsSure ? Decide(sample) : sample.Limit;
    }

    /// <summary>What hangs says nothing of the time it takes; few workers are enough to notice its return.</summary>
    private int Retreat(int limit)
    {
        _beforeOutage = _beforeOutage > 0 ? _beforeOutage : Math.Max(limit, _phase == GradientPhase.Holding ? 0 : _beforeProbe);
        _phase = GradientPhase.Holding;
        return Change(Math.Max(1, limit / 2));
    }

    private int Decide(ConcurrencySample sample)
    {
        ServiceState loaded = ServiceState.Of(sample) with { Latency = _reading.Latency, Rate = _reading.Rate };
        double ratio = loaded.Latency / _unloaded;
        double error = _reading.Error;
        double surely = ratio * (1 - error);
        bool isCertain = _reading.IsCertain;
        if (surely > Tolerance && sample.Limit > 1)
        {
            return Shrink(sample.Limit, surely, isCertain, loaded);
        }

        _reading.Clear();
        _sustained = Math.Max(_sustained, sample.Limit);
        if (ratio * (1 + error) < Faster || surely > Tolerance)
        {
            // Without load they run at most as long as this, and with one worker there is none.
            (_unloaded, ratio) = (loaded.Latency, 1);
            ProbeSoon();
        }

        if (ratio > Spare && _untilProbe <= TimeSpan.Zero && _withoutTimeout >= QuietBeforeProbe)
        {
            return BeginProbe(GradientPhase.Probing, loaded, sample.Limit, (sample.Limit + 2) / 3);
        }

        return sample.Peak < sample.Limit ? sample.Limit : Grow(sample.Limit, ratio, isCertain);
    }

    private int Shrink(int limit, double ratio, bool isCertain, ServiceState loaded)
    {
        int next = Math.Min(limit - 1, (int)(limit * Math.Max(0.5, Tolerance / ratio)));
        if (next > _sustained / 2)
        {
            return Change(next);
        }

        if (!isCertain)
        {
            // More calls will tell.
            next = Math.Min(limit, (_sustained / 2) + 1);
            return next < limit ? Change(next) : limit;
        }

        // Either there is less room, or the calls take longer whatever the limit, and then shrinking is in vain.
        return BeginProbe(GradientPhase.Verifying, loaded, limit, limit / 2);
    }

    private int Grow(int limit, double ratio, bool isCertain)
    {
        if (isCertain && ratio < Spare)
        {
            ProbeSoon();
            return Change(2 * limit);
        }

        // By steps of the root, so that a wide service is found soon and a narrow one is not overrun.
        int step = (int)Math.Ceiling(Math.Sqrt(limit) * (Tolerance - ratio) / Tolerance);
        return step > 0 ? Change(limit + step) : limit;
    }

    /// <summary>The service seems to have changed, and what is known of it may be wrong.</summary>
    private void ProbeSoon() => _untilProbe = _untilProbe < AfterChange ? _untilProbe : AfterChange;

    private int BeginProbe(GradientPhase phase, ServiceState loaded, int before, int limit)
    {
        (_phase, _loaded, _shortest, _beforeProbe, _unclean) = (phase, loaded, double.PositiveInfinity, before, TimeSpan.Zero);
        return Change(Math.Max(1, limit));
    }

    private int Probe(ConcurrencySample sample)
    {
        if (sample.Peak > sample.Limit)
        {
            return Wait(sample);
        }

        _reading.Add(sample);
        if (_reading.IsEmpty)
        {
            return sample.Limit;
        }

        // What took longer with fewer workers did so by chance.
        double latency = Math.Min(_shortest, _reading.Latency);
        double ratio = latency / _unloaded;
        bool isSure = _reading.IsSure || _reading.IsLong;
        if (ratio is > Faster and < Spare)
        {
            return EndProbe(sample.Limit, isSure && _phase == GradientPhase.Probing ? latency : _unloaded);
        }

        return isSure ? Judge(sample, latency) : sample.Limit;
    }

    /// <summary>Calls that began before the probe did are still among these, or none ended.</summary>
    private int Wait(ConcurrencySample sample)
    {
        if (sample.Ended == 0)
        {
            _reading.Add(sample);
        }
        else if (_phase == GradientPhase.Starting)
        {
            ServiceState seen = ServiceState.Of(sample);
            _loaded = _loaded with { Latency = Math.Max(_loaded.Latency, seen.Latency), Rate = seen.Rate };
        }

        _unclean += sample.Span;
        bool isVain = _unclean >= PatienceInSamples * sample.Span && _unclean.TotalSeconds >= 2 * _loaded.Latency;
        return _phase != GradientPhase.Holding && _unloaded > 0 && isVain ? EndProbe(sample.Limit, _unloaded) : sample.Limit;
    }

    private int Judge(ConcurrencySample sample, double latency)
    {
        ServiceState fewer = new(sample.Limit, _reading.Latency, _reading.Rate);
        if (sample.Limit == 1 || sample.Peak < sample.Limit || !fewer.HasQueuedLike(_loaded))
        {
            return EndProbe(sample.Limit, latency);
        }

        if (_phase == GradientPhase.Verifying && latency <= Tolerance * 1.1 * _unloaded)
        {
            return EndProbe(sample.Limit, Math.Min(_unloaded, latency));
        }

        (_phase, _loaded, _shortest, _unclean) = (GradientPhase.Probing, fewer, latency, TimeSpan.Zero);
        return Change(sample.Limit / 2);
    }

    private int EndProbe(int limit, double unloaded)
    {
        bool hasChanged = unloaded > 2 * _unloaded || unloaded < _unloaded / 2;
        _untilProbe = hasChanged ? AfterChange : _phase == GradientPhase.Verifying ? _untilProbe : BetweenProbes;
        (_phase, _unloaded, _sustained) = (GradientPhase.Holding, unloaded, 0);
        return Change((int)Math.Min(_beforeProbe, Math.Max(limit, _loaded.WorkersFor(Tolerance * unloaded))));
    }

    private int Change(int limit)
    {
        _reading.Restart();
        return limit;
    }
}
