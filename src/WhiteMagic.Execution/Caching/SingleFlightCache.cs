using System.Diagnostics.CodeAnalysis;
using WhiteMagic.Execution.Diagnostics;

namespace WhiteMagic.Execution.Caching;

/// <summary>
/// Keeps computed values by key for a while, within a bound, and runs one computation for a key however many ask for it.
/// </summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <remarks>
/// <para>
/// All members may be called by many threads at once. A computation belongs to all who wait for it: whoever cancels leaves
/// alone, and only when nobody is left is the computation cancelled. A computation that throws fails for all who wait, and
/// one that passes its deadline is let go of: they get a <see cref="TimeoutException"/>, the next call begins anew and what
/// comes late is dropped. What was begun before a removal never comes back after it.
/// </para>
/// <para>
/// A hit takes no lock and allocates nothing. Computations run on the options' scheduler with the execution context of the
/// caller who began them. A second level that fails, is slow or gives damaged bytes is counted and never felt.
/// </para>
/// </remarks>
public sealed partial class SingleFlightCache<TValue> : IDisposable
{
    private readonly SingleFlightCacheOptions<TValue> _options;
    private readonly CacheClock _clock;
    private readonly CacheCounters _counters = new();
    private readonly EntryTable<TValue> _entries;
    private readonly SecondLevel<TValue>? _second;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Flight<TValue>> _flights = new(StringComparer.Ordinal);
    private readonly HashSet<Flight<TValue>> _flying = [];
    private long _tagRemovals;
    private bool _isDisposed;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="options">Its bounds, clock and second level; null for the defaults.</param>
    public SingleFlightCache(SingleFlightCacheOptions<TValue>? options = null)
    {
        _options = options ?? new();
        _clock = new(_options.TimeProvider);
        _entries = new(_options.MaxEntries, _options.MaxWeight);
        _second = _options.SecondLevel is { } level ? new(level, _clock, _counters, _options.Scheduler) : null;
        CacheFigures.Add(this, _options.Name, _counters);
    }

    /// <summary>Gives what the cache holds and what happened since it was made.</summary>
    public CacheStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return _counters.Read(_entries.Count, _entries.Weight);
            }
        }
    }

    /// <summary>Gives the value of a key, computing it when there is no fresh one.</summary>
    /// <param name="key">The key, from 1 character to the options' most.</param>
    /// <param name="compute">Computes the value; its token is cancelled when nobody waits or the deadline has passed.</param>
    /// <param name="ttl">How long the value is fresh; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="cancellationToken">Ends this caller's wait, and nobody else's.</param>
    /// <returns>The value, which every caller shares.</returns>
    /// <exception cref="ArgumentException">The key is null, empty or too long.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The lifetime is zero or negative.</exception>
    /// <exception cref="TimeoutException">The computation passed its deadline.</exception>
    /// <exception cref="InvalidOperationException">The call comes from the key's own computation.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public ValueTask<TValue> GetOrComputeAsync(
        string key,
        Func<CancellationToken, ValueTask<TValue>> compute,
        TimeSpan ttl,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(compute);
        CacheArgument.CheckLifetime(ttl, nameof(ttl));
        return FindFresh(key) is { } entry ? Hit(entry) : MissAsync(key, compute, new() { Ttl = ttl }, cancellationToken);
    }

    /// <summary>Gives the value of a key, computing it when there is no fresh one.</summary>
    /// <param name="key">The key, from 1 character to the options' most.</param>
    /// <param name="compute">Computes the value; its token is cancelled when nobody waits or the deadline has passed.</param>
    /// <param name="options">How long the value is kept, and its tags; the ones of the call that begins count.</param>
    /// <param name="cancellationToken">Ends this caller's wait, and nobody else's.</param>
    /// <returns>The value, which every caller shares.</returns>
    /// <exception cref="ArgumentException">The key is null, empty or too long.</exception>
    /// <exception cref="TimeoutException">The computation passed its deadline.</exception>
    /// <exception cref="InvalidOperationException">The call comes from the key's own computation.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public ValueTask<TValue> GetOrComputeAsync(
        string key,
        Func<CancellationToken, ValueTask<TValue>> compute,
        CacheEntryOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(compute);
        ArgumentNullException.ThrowIfNull(options);
        return FindFresh(key) is { } entry ? Hit(entry) : MissAsync(key, compute, options, cancellationToken);
    }

    /// <summary>Gives the value of a key, computing it from a state, so that the call needs no closure.</summary>
    /// <typeparam name="TState">The type of the state.</typeparam>
    /// <param name="key">The key, from 1 character to the options' most.</param>
    /// <param name="state">What the computation is given.</param>
    /// <param name="compute">Computes the value; its token is cancelled when nobody waits or the deadline has passed.</param>
    /// <param name="options">How long the value is kept, and its tags; the ones of the call that begins count.</param>
    /// <param name="cancellationToken">Ends this caller's wait, and nobody else's.</param>
    /// <returns>The value, which every caller shares.</returns>
    /// <exception cref="ArgumentException">The key is null, empty or too long.</exception>
    /// <exception cref="TimeoutException">The computation passed its deadline.</exception>
    /// <exception cref="InvalidOperationException">The call comes from the key's own computation.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public ValueTask<TValue> GetOrComputeAsync<TState>(
        string key,
        TState state,
        Func<TState, CancellationToken, ValueTask<TValue>> compute,
        CacheEntryOptions options,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(compute);
        ArgumentNullException.ThrowIfNull(options);
        return FindFresh(key) is { } entry
            ? Hit(entry)
            : MissAsync(key, new CacheComputation<TValue, TState>(state, compute), options, cancellationToken);
    }

    /// <summary>Finds the fresh value of a key in this process, without computing, waiting or asking a second level.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value; the default when there is none.</param>
    /// <returns>Whether there is one; a remembered failure is none. It counts neither as a hit nor as a miss.</returns>
    /// <exception cref="ArgumentException">The key is null, empty or too long.</exception>
    public bool TryGet(string key, [MaybeNullWhen(false)] out TValue value)
    {
        CheckKey(key);
        if (_entries.TryGet(key, out var entry) && entry.Failure is null && entry.IsFresh(_clock))
        {
            entry.Visit();
            value = entry.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Keeps a value without computing; a computation under way for the key is not kept any more.</summary>
    /// <param name="key">The key, from 1 character to the options' most.</param>
    /// <param name="value">The value.</param>
    /// <param name="options">How long it is kept, and its tags. A null is kept only when they say for how long.</param>
    /// <param name="cancellationToken">Ends the wait for the second level; here the value is kept at once.</param>
    /// <returns>A task that ends when the second level has been told as well, or did not answer in its time.</returns>
    /// <exception cref="ArgumentException">The key is null, empty or too long.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public ValueTask SetAsync(
        string key, TValue value, CacheEntryOptions options, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        ArgumentNullException.ThrowIfNull(options);
        var weight = Weigh(key, value);
        var scope = new CacheScope(CacheScopeKind.Key, key);
        StoreBarrier? barrier;
        StoreWrite<TValue>? write;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DetachFlights(scope);
            _entries.Remove(scope);
            barrier = _second?.Raise(scope);
            write = Keep(new(key, value, _clock.UtcNow, options), weight);
        }

        return barrier is null ? default : new(StoreAsync(barrier, write).WaitAsync(cancellationToken));
    }

    /// <summary>Removes the value of a key, here and in the second level.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait for the second level; here the value is gone at once.</param>
    /// <returns>How many entries were removed here: 0 or 1.</returns>
    /// <exception cref="ArgumentException">The key is null, empty or too long.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public ValueTask<int> RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        CheckKey(key);
        return RemoveAsync(new CacheScope(CacheScopeKind.Key, key), cancellationToken);
    }

    /// <summary>Removes every value that was kept with a tag, here and in the second level.</summary>
    /// <param name="tag">The tag, of 1 to 256 characters.</param>
    /// <param name="cancellationToken">Ends the wait for the second level; here the values are gone at once.</param>
    /// <returns>How many entries were removed here.</returns>
    /// <exception cref="ArgumentException">The tag is null, empty or too long.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public ValueTask<int> RemoveByTagAsync(string tag, CancellationToken cancellationToken = default)
    {
        CacheArgument.CheckTag(tag, nameof(tag));
        return RemoveAsync(new CacheScope(CacheScopeKind.Tag, tag), cancellationToken);
    }

    /// <summary>Removes every value whose key begins with a prefix, here and in the second level, and no other.</summary>
    /// <param name="prefix">The prefix, compared by its characters alone; empty for every value.</param>
    /// <param name="cancellationToken">Ends the wait for the second level; here the values are gone at once.</param>
    /// <returns>How many entries were removed here.</returns>
    /// <exception cref="ArgumentNullException">The prefix is null.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed.</exception>
    public ValueTask<int> ClearAsync(string prefix = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return RemoveAsync(new CacheScope(CacheScopeKind.Prefix, prefix), cancellationToken);
    }

    /// <summary>
    /// Waits until the second level was told of every value that is under way, or did not answer in its time. What was removed
    /// meanwhile is gone from it then; a removal itself is waited for by the task that it gave.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends then.</returns>
    public Task FlushAsync(CancellationToken cancellationToken = default) =>
        _second is null ? Task.CompletedTask : _second.FlushAsync(cancellationToken);

    /// <summary>Lets go of all values and computations; whoever waits gets an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        Flight<TValue>[] flying;
        lock (_gate)
        {
            _isDisposed = true;
            _entries.Remove(new CacheScope(CacheScopeKind.Prefix, ""));
            flying = [.. _flying];
        }

        foreach (var flight in flying)
        {
            Fail(flight, new ObjectDisposedException(GetType().Name));
        }
    }
}
