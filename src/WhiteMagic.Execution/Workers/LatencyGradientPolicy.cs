namespace WhiteMagic.Execution.Workers;

/// <summary>
/// Finds the limit from how long calls run: it grows while they run about as long as without load, and shrinks in proportion once they
/// run more than twice as long. How long that is it learns from probes with few workers: at the start, now and then, and whenever the
/// limit fell by half or calls became faster than was thought possible.
/// </summary>
public sealed class LatencyGradientPolicy : IConcurrencyPolicy
{
    // Calls that run longer than this many times the unloaded time only queue elsewhere.
    private const double Tolerance = 2.0;

    // Below this the service has room to spare, and the limit is doubled rather than raised by steps.
    private const double Spare = 1.25;

    // Below this the unloaded time has become shorter, and what is measured under load does not tell it.
    private const double Faster = 0.9;

    // When fewer workers get less than this share of as much done, none of their calls queued.
    private const double Undiminished = 0.65;

    private const int EnoughCalls = 20;
    private const int PatienceInSamples = 3;
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromSeconds(15);

    // Calls that hang would fill a probe.
    private static readonly TimeSpan QuietBeforeProbe = TimeSpan.FromSeconds(2);

    private TimeSpan _sinceProbe;
    private TimeSpan _withoutTimeout;
    private TimeSpan _held;
    private double _unloaded;
    private readonly List<(double Latency, int Calls)> _samples = [];
    private int _searchedEnded;
    private int _calls;
    private int _probed;
    private int _restore;
    private int _highest;
    private int _beforeOutage;
    private bool _isProbing;
    private bool _isSearching;
    private bool _isVerifying;

    /// <inheritdoc/>
    public int NextLimit(ConcurrencySample sample)
    {
        _sinceProbe += sample.Span;
        _withoutTimeout = sample.TimedOut > 0 ? TimeSpan.Zero : _withoutTimeout + sample.Span;
        if (sample.TimedOut > 0 && sample.Ended == 0)
        {
            return Retreat(sample.Limit);
        }

        if (_beforeOutage > 0 && sample.Ended > 0)
        {
            // Where the unloaded time is not known yet, the limit may have been what was wrong.
            int before = _unloaded > 0 ? _beforeOutage : sample.Limit;
            _beforeOutage = 0;
            return Change(before);
        }

        if (_isProbing)
        {
            return Probe(sample);
        }

        return _unloaded == 0 ? BeginSearch(sample, sample.Limit / 4, sample.Limit) : Decide(sample);
    }

    /// <summary>What hangs says nothing of the time it takes; few workers are enough to notice its return.</summary>
    private int Retreat(int limit)
    {
        _beforeOutage = _beforeOutage > 0 ? _beforeOutage : Math.Max(limit, _isProbing ? _restore : 0);
        (_isProbing, _isSearching, _isVerifying) = (false, false, false);
        return Change(Math.Max(1, limit / 2));
    }

    private int Decide(ConcurrencySample sample)
    {
        if (!HasSettled(sample) || sample.Ended == 0)
        {
            return sample.Limit;
        }

        Add(sample);
        if (_calls < Math.Min(EnoughCalls, 2 * sample.Limit))
        {
            return sample.Limit;
        }

        double latency = Median();
        double ratio = latency / _unloaded;
        if (ratio < Faster)
        {
            return BeginSearch(sample, sample.Limit / 2, sample.Limit);
        }

        _unloaded = _calls >= EnoughCalls ? Math.Min(_unloaded, latency) : _unloaded;
        Forget();
        return ratio > Tolerance ? Shrink(sample, ratio) : Grow(sample, ratio);
    }

    private int Shrink(ConcurrencySample sample, double ratio)
    {
        int next = (int)(sample.Limit * Math.Max(0.5, Tolerance / ratio));
        next = Math.Max(1, Math.Min(next, sample.Limit - 1));

        // Either there is less room, or the calls take longer whatever the limit, and then shrinking is in vain.
        _isVerifying = next <= _highest / 2;
        return _isVerifying ? BeginSearch(sample, sample.Limit / 2, next) : Change(next);
    }

    private int Grow(ConcurrencySample sample, double ratio)
    {
        if (_sinceProbe >= BetweenProbes && _withoutTimeout >= QuietBeforeProbe)
        {
            return BeginProbe(sample.Limit / 3, sample.Limit);
        }

        if (sample.Peak < sample.Limit)
        {
            return sample.Limit;
        }

        // By steps of the root, so that a wide service is found soon and a narrow one is not overrun.
        int step = ratio < Spare ? sample.Limit : (int)Math.Ceiling(Math.Sqrt(sample.Limit) * (Tolerance - ratio) / Tolerance);
        _highest = Math.Max(_highest, sample.Limit + step);
        return step == 0 ? sample.Limit : Change(sample.Limit + step);
    }

    private int BeginSearch(ConcurrencySample sample, int limit, int restore)
    {
        _isSearching = true;
        _searchedEnded = sample.Ended;
        return BeginProbe(limit, restore);
    }

    private int BeginProbe(int limit, int restore)
    {
        (_isProbing, _probed, _restore) = (true, 0, restore);
        return Change(Math.Max(1, limit));
    }

    private int Probe(ConcurrencySample sample)
    {
        // Calls that began before the probe did are still among these.
        bool isClean = sample.Peak <= sample.Limit && sample.Ended > 0;
        _searchedEnded = isClean ? _searchedEnded : Math.Max(_searchedEnded, sample.Ended);
        if (!isClean && (_unloaded == 0 || ++_probed < PatienceInSamples))
        {
            return sample.Limit;
        }

        if (isClean && _isSearching && (!HasSettled(sample) || !HasEnough(sample)))
        {
            return sample.Limit;
        }

        double latency = _samples.Count > 0 ? Median() : sample.Latency.TotalSeconds;
        if (isClean && !_isSearching && latency > Tolerance * _unloaded)
        {
            // The service has changed just now: this is no longer a matter of one sample.
            (_isSearching, _searchedEnded) = (true, sample.Ended);
            return Change(sample.Limit);
        }

        bool hasQueued = sample.Peak == sample.Limit && _calls >= Undiminished * _searchedEnded * _samples.Count;
        bool isAsKnown = _isVerifying && hasQueued && latency <= Tolerance * 1.1 * _unloaded;
        if (isClean && _isSearching && sample.Limit > 1 && hasQueued && !isAsKnown)
        {
            return SearchOn(sample);
        }

        latency = isAsKnown ? _unloaded : latency;
        (_isProbing, _isSearching, _isVerifying, _sinceProbe) = (false, false, false, TimeSpan.Zero);
        (_unloaded, _highest) = (isClean ? latency : _unloaded, _restore);
        return Change(Math.Max(1, _restore));
    }

    /// <summary>Fewer workers got as much done, so calls queued: still fewer tell more, and the best number is not far above.</summary>
    private int SearchOn(ConcurrencySample sample)
    {
        _restore = Math.Min(_restore, 2 * sample.Limit);
        (_isVerifying, _searchedEnded) = (false, Math.Max(_searchedEnded, sample.Ended));
        return Change(sample.Limit / 2);
    }

    private bool HasEnough(ConcurrencySample sample)
    {
        Add(sample);
        return _samples.Count == PatienceInSamples || _calls >= EnoughCalls / 2;
    }

    private void Add(ConcurrencySample sample)
    {
        _samples.Add((sample.Latency.TotalSeconds, sample.Ended));
        _calls += sample.Ended;
    }

    /// <summary>The median of the samples' medians, each as often as calls ended in it; a mean would follow the few calls that take long.</summary>
    private double Median()
    {
        _samples.Sort();
        int left = (_calls + 1) / 2;
        int at = 0;
        while ((left -= _samples[at].Calls) > 0)
        {
            at++;
        }

        return _samples[at].Latency;
    }

    /// <summary>Whether at least half of the calls began under the limit that holds; what began under another says little about it.</summary>
    private bool HasSettled(ConcurrencySample sample)
    {
        _held += sample.Span;
        return _held - (sample.Span / 2) >= sample.Latency;
    }

    private int Change(int limit)
    {
        Forget();
        _held = TimeSpan.Zero;
        return limit;
    }

    private void Forget()
    {
        _samples.Clear();
        _calls = 0;
    }
}
