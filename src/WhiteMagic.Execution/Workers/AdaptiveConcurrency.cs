namespace WhiteMagic.Execution.Workers;

/// <summary>Keeps changing the limit of one live pool as a policy says, until disposed; while the pool has nothing to do it rests.</summary>
/// <remarks>
/// One pool has at most one of these at a time, because a sample that one takes is gone for another. Where the policy or what it measures
/// throws, the limit stays as it is for that sample, and <see cref="Failures"/> counts it.
/// </remarks>
public sealed class AdaptiveConcurrency : IDisposable
{
    private readonly WorkerPool _pool;
    private readonly IConcurrencyPolicy _policy;
    private readonly AdaptiveConcurrencyOptions _options;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private Exception? _lastFailure;
    private int _failures;
    private bool _disposed;

    /// <summary>Begins to adapt a pool.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="policy">The policy, which serves no other pool; <see cref="LatencyGradientPolicy"/> is the usual one.</param>
    /// <param name="options">Bounds, interval and what is measured.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of what is allowed; the message says which and what is.</exception>
    public AdaptiveConcurrency(WorkerPool pool, IConcurrencyPolicy policy, AdaptiveConcurrencyOptions options)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_pool, _policy, _options) = (pool, policy, options);
        pool.Limit = Math.Clamp(pool.Limit, options.Floor, options.Ceiling);
        _timer = options.Time.CreateTimer(static state => ((AdaptiveConcurrency)state!).Adapt(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (!pool.TellNextCall(Continue))
        {
            Continue();
        }
    }

    /// <summary>How often the policy, the load meter or the count of tokens threw.</summary>
    public int Failures => Volatile.Read(ref _failures);

    /// <summary>What was thrown last; null while nothing was.</summary>
    public Exception? LastFailure => Volatile.Read(ref _lastFailure);

    /// <summary>Stops adapting; the limit stays as it is.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            _disposed = true;
        }
    }

    private void Adapt()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            LatencyWindow window = _pool.TakeWindow();
            try
            {
                _pool.Limit = Math.Clamp(_policy.NextLimit(Sample(window)), _options.Floor, _options.Ceiling);
            }
            catch (Exception error)
            {
                // It is the caller's code, and what is thrown on a timer's thread ends the process.
                Volatile.Write(ref _lastFailure, error);
                Volatile.Write(ref _failures, _failures + 1);
            }

            if (window.Peak > 0 || !_pool.TellNextCall(Continue))
            {
                Continue();
            }
        }
    }

    private void Continue() => _timer.Change(_options.Interval, Timeout.InfiniteTimeSpan);

    private ConcurrencySample Sample(LatencyWindow window) => window.ToSample(_pool.Limit, _options.Interval) with
    {
        Load = _options.Load?.Measure() ?? default,
        TokensLeft = _options.TokensLeft?.Invoke(),
    };
}
