using System.Runtime.CompilerServices;

namespace WhiteMagic.Execution.Caching;

public sealed partial class SingleFlightCache<TValue>
{
    internal void Leave(FlightWaiter<TValue> waiter)
    {
        Flight<TValue>? abandoned = null;
        lock (_gate)
        {
            waiter.HasLeft = true;
            if (waiter.Flight is not { } flight)
            {
                return;
            }

            waiter.Computation?.EndWait(flight);
            if (flight.Leave(waiter))
            {
                Settle(flight);
                _counters.Count(CacheEvent.Abandonment);
                abandoned = flight;
            }
        }

        abandoned?.Deadline?.Dispose();
        abandoned?.Cancel();
    }

    private CacheEntry<TValue>? FindFresh(string key) =>
        key is not null && _entries.TryGet(key, out var entry) && entry.IsFresh(_clock) ? entry : null;

    private ValueTask<TValue> Hit(CacheEntry<TValue> entry)
    {
        entry.Visit();
        _counters.CountHit();
        if (entry.IsStale)
        {
            _counters.Count(CacheEvent.StaleServe);
        }

        return entry.Failure is null ? new(entry.Value) : new(entry.Failure);
    }

    // Apart, so that a hit does not pay for the room that a miss needs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ValueTask<TValue> MissAsync(
        string key,
        Func<CancellationToken, ValueTask<TValue>> compute,
        CacheEntryOptions options,
        CancellationToken cancellationToken) =>
        MissAsync<Func<CancellationToken, ValueTask<TValue>>>(
            key, new(compute, static (run, token) => run(token)), options, cancellationToken);

    private ValueTask<TValue> MissAsync<TState>(
        string key,
        CacheComputation<TValue, TState> computation,
        CacheEntryOptions options,
        CancellationToken cancellationToken)
    {
        CheckKey(key);
        var current = FlightNode.Current;
        current?.ThrowIfWithin(this, key);
        var waiter = cancellationToken.CanBeCanceled
            ? new FlightWaiter<TValue>(this, current, cancellationToken)
            : null;
        Flight<TValue>? flight;
        bool begins;
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                if (waiter is { HasLeft: true })
                {
                    return new(waiter.Task);
                }

                if (FindFresh(key) is { } entry)
                {
                    waiter?.Forget();
                    return Hit(entry);
                }

                _counters.Count(CacheEvent.Miss);
                begins = !_flights.TryGetValue(key, out flight);
                flight ??= Prepare(key, computation, options);
                current?.BeginWait(flight);
                Enter(flight, waiter);
            }
        }
        catch
        {
            waiter?.Forget();
            throw;
        }

        if (begins)
        {
            Begin(flight);
        }

        return new(waiter?.Task ?? flight.Shared);
    }

    private StateFlight<TValue, TState> Prepare<TState>(
        string key, CacheComputation<TValue, TState> computation, CacheEntryOptions options) =>
        new(this, key, options, computation)
        {
            BeganUtc = _clock.UtcNow,
            TagRemovals = _tagRemovals,
            Fallback = _entries.TryGet(key, out var old) && old.Failure is null ? old : null,
        };

    private void Enter(Flight<TValue> flight, FlightWaiter<TValue>? waiter)
    {
        if (_flying.Add(flight))
        {
            _flights.Add(flight.Key, flight);
        }

        if (waiter is null)
        {
            flight.Stay();
            return;
        }

        waiter.Flight = flight;
        flight.Join(waiter);
    }

    private void Begin(Flight<TValue> flight)
    {
        try
        {
            // The deadline counts from here, so that it holds as well where no thread is free to begin.
            if (flight.Options.Deadline != Timeout.InfiniteTimeSpan)
            {
                flight.Deadline = _clock.Provider.CreateTimer(
                    _ => Expire(flight), null, flight.Options.Deadline, Timeout.InfiniteTimeSpan);
            }

            _ = OnScheduler(() => RunAsync(flight));
        }
        catch (Exception error)
        {
            Fail(flight, error);
        }
    }

    // Awaits without ConfigureAwait: what follows belongs on the options' scheduler, where this was started.
    private async Task RunAsync(Flight<TValue> flight)
    {
        FlightNode.Current = flight;
        StoreWrite<TValue>? write = null;
        try
        {
            if (_second is not null && await _second.ReadAsync(flight.Key, flight.Token) is { } stored
                && TrySucceed(flight, stored))
            {
                return;
            }

            if (flight.IsSettled)
            {
                return;
            }

            _counters.Count(CacheEvent.Computation);
            write = Succeed(flight, await flight.ComputeAsync());
        }
        catch (Exception error)
        {
            Fail(flight, error);
        }

        if (write is not null)
        {
            await _second!.WriteAsync(write);
        }
    }

    private StoreWrite<TValue>? Succeed(Flight<TValue> flight, TValue value)
    {
        var weight = Weigh(flight.Key, value);
        StoreWrite<TValue>? write;
        lock (_gate)
        {
            if (flight.IsSettled)
            {
                return null;
            }

            Settle(flight);
            write = flight.IsDetached ? null : Keep(new(flight.Key, value, flight.BeganUtc, flight.Options), weight);
        }

        flight.Deadline?.Dispose();
        flight.Complete(value);
        return write;
    }

    private bool TrySucceed(Flight<TValue> flight, StoredValue<TValue> stored)
    {
        var weight = Weigh(flight.Key, stored.Value);
        lock (_gate)
        {
            // A tag removed meanwhile may be one of those that only the stored value names.
            var isSuspect = stored.Tags.Count > 0 && flight.TagRemovals != _tagRemovals;
            var ttl = stored.Value is null ? flight.Options.NullTtl : flight.Options.Ttl;
            if (flight.IsSettled || flight.IsDetached || isSuspect || ttl is not { } life)
            {
                return false;
            }

            var now = _clock.Now;
            var entry = new CacheEntry<TValue>(flight.Key, stored.Value)
            {
                FreshUntil = Math.Min(stored.FreshUntil, _clock.After(now, life)),
                UsableUntil = stored.UsableUntil,
                Weight = Math.Max(0, weight),
                Tags = [.. stored.Tags.Union(flight.Options.Tags, StringComparer.Ordinal)],
            };
            if (stored.FreshUntil <= now)
            {
                flight.Fallback ??= entry;
                return false;
            }

            Settle(flight);
            Put(entry, weight, now);
        }

        _counters.Count(CacheEvent.StoreHit);
        flight.Deadline?.Dispose();
        flight.Complete(stored.Value);
        return true;
    }

    private void Expire(Flight<TValue> flight)
    {
        var error = new TimeoutException(
            $"The computation of '{flight.Key}' did not end within its deadline of {flight.Options.Deadline}.");
        if (Fail(flight, error))
        {
            _counters.Count(CacheEvent.Timeout);
        }
    }

    private bool Fail(Flight<TValue> flight, Exception error)
    {
        CacheEntry<TValue>? standIn;
        lock (_gate)
        {
            if (flight.IsSettled)
            {
                return false;
            }

            Settle(flight);
            _counters.Count(CacheEvent.Failure, error is ObjectDisposedException && _isDisposed ? 0 : 1);
            var now = _clock.Now;
            standIn = !_isDisposed && flight.Options.StaleFor is not null && flight.Fallback is { } old && now < old.UsableUntil ? old : null;
            _counters.Count(CacheEvent.StaleServe, standIn is null ? 0 : flight.Waiters);
            if (flight.Options.FailureTtl is { } life && !flight.IsDetached)
            {
                var until = _clock.After(now, life);
                var entry = standIn is null ? Remember(flight, error, until) : Prolong(standIn, until);
                Put(entry, entry.Weight, now);
            }
        }

        Release(flight, standIn, error);
        return true;
    }

    private static void Release(Flight<TValue> flight, CacheEntry<TValue>? standIn, Exception error)
    {
        flight.Deadline?.Dispose();
        if (standIn is null)
        {
            flight.Complete(error);
        }
        else
        {
            flight.Complete(standIn.Value);
        }

        flight.Cancel();
    }

    private static CacheEntry<TValue> Remember(Flight<TValue> flight, Exception error, long until)
    {
        var failure = Task.FromException<TValue>(error);
        _ = failure.Exception;
        return new(flight.Key, default!)
        {
            Failure = failure,
            FreshUntil = until,
            UsableUntil = until,
            Tags = flight.Options.Tags,
        };
    }

    private static CacheEntry<TValue> Prolong(CacheEntry<TValue> old, long until) => new(old.Key, old.Value)
    {
        FreshUntil = Math.Min(until, old.UsableUntil),
        UsableUntil = old.UsableUntil,
        IsStale = true,
        Weight = old.Weight,
        Tags = old.Tags,
    };

    private void Settle(Flight<TValue> flight)
    {
        flight.Settle();
        _flying.Remove(flight);
        if (!flight.IsDetached)
        {
            _flights.Remove(flight.Key);
        }
    }
}
