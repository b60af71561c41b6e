namespace WhiteMagic.Execution.Caching;

public sealed partial class SingleFlightCache<TValue>
{
    private ValueTask<int> RemoveAsync(CacheScope scope, CancellationToken cancellationToken)
    {
        int removed;
        StoreBarrier? barrier;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            removed = _entries.Remove(scope);
            DetachFlights(scope);
            _tagRemovals += scope.Kind == CacheScopeKind.Tag ? 1 : 0;
            barrier = _second?.Raise(scope);
        }

        return barrier is null
            ? new(removed)
            : new(OnScheduler(() => RemoveStoredAsync(barrier, removed)).WaitAsync(cancellationToken));
    }

    private async Task<int> RemoveStoredAsync(StoreBarrier barrier, int removed)
    {
        await _second!.RemoveAsync(barrier);
        return removed;
    }

    // What the store has for the key is from before, and must not come back where it cannot be replaced.
    private Task StoreAsync(StoreBarrier barrier, StoreWrite<TValue>? write)
    {
        if (write is null)
        {
            return OnScheduler(() => _second!.RemoveAsync(barrier));
        }

        write.Replaces = barrier;
        _ = OnScheduler(() => _second!.WriteAsync(write));
        return write.Done.Task;
    }

    private Task<T> OnScheduler<T>(Func<Task<T>> work) => Task.Factory
        .StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _options.Scheduler).Unwrap();

    private Task OnScheduler(Func<Task> work) => Task.Factory
        .StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _options.Scheduler).Unwrap();

    private void DetachFlights(CacheScope scope)
    {
        Flight<TValue>[] covered = scope.Kind == CacheScopeKind.Key
            ? _flights.TryGetValue(scope.Text, out var flight) ? [flight] : []
            : [.. _flights.Values.Where(candidate => scope.Covers(candidate.Key, candidate.Options.Tags))];
        foreach (var found in covered)
        {
            found.Detach();
            _flights.Remove(found.Key);
        }
    }

    // Gives what is to be written to the second level, if anything is. The write is known there before the gate opens, so
    // that no removal can fall between.
    private StoreWrite<TValue>? Keep(CacheDraft<TValue> draft, long weight)
    {
        if (draft.Ttl is not { } life)
        {
            return null;
        }

        var now = _clock.Now;
        var until = _clock.After(now, life);
        var entry = new CacheEntry<TValue>(draft.Key, draft.Value)
        {
            FreshUntil = until,
            UsableUntil = draft.Options.StaleFor is { } more ? _clock.After(until, more) : until,
            Weight = Math.Max(0, weight),
            Tags = draft.Options.Tags,
        };
        Put(entry, weight, now);
        return _second?.BeginWrite(draft, life);
    }

    private void Put(CacheEntry<TValue> entry, long weight, long now)
    {
        if (_isDisposed)
        {
            return;
        }

        if (!_entries.Fits(weight))
        {
            _counters.Count(CacheEvent.Rejection);
            _entries.Remove(new CacheScope(CacheScopeKind.Key, entry.Key));
            return;
        }

        _counters.Count(CacheEvent.Eviction, _entries.Put(entry, now));
    }

    private long Weigh(string key, TValue value)
    {
        try
        {
            return _options.Weigh is { } weigh && value is not null ? weigh(key, value) : 0;
        }
        catch (Exception)
        {
            return -1;
        }
    }

    private void CheckKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.Length > _options.MaxKeyLength)
        {
            throw new ArgumentException(
                $"The key has {key.Length} characters; at most {_options.MaxKeyLength} are allowed. Use a digest of it.",
                nameof(key));
        }
    }
}
