using System.Buffers;

namespace WhiteMagic.Execution.Caching;

// Stands between a cache and its store: bounds every call, checks every byte, and keeps what was removed from coming back,
// whatever the store does. Its methods run on the cache's scheduler, and their awaits stay there.
internal sealed class SecondLevel<TValue>(
    SecondLevelOptions<TValue> options, CacheClock clock, CacheCounters counters, TaskScheduler scheduler)
{
    private readonly Lock _lock = new();
    private readonly StoreBarriers _barriers = new();
    private readonly Dictionary<string, StoreWrite<TValue>> _writes = new(StringComparer.Ordinal);
    private readonly HashSet<StoreWrite<TValue>> _underWay = [];

    public async Task<StoredValue<TValue>?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        if (!TryBeginRead(key, out var raised))
        {
            return null;
        }

        var limit = new CancellationTokenSource();
        var call = Start(() => options.Store.GetAsync(key, limit.Token).AsTask());
        if (!await EndsInTimeAsync(call, limit, cancellationToken))
        {
            return null;
        }

        var bytes = await call;
        if (bytes is { } given)
        {
            return Read(key, given, raised);
        }

        counters.Count(CacheEvent.StoreMiss);
        return null;
    }

    // Nothing in the scope that was begun by now is taken from the store, until it has done as it is told.
    public StoreBarrier Raise(CacheScope scope)
    {
        lock (_lock)
        {
            var barrier = new StoreBarrier(scope, clock.UtcNow);
            _barriers.Raise(barrier);
            foreach (var write in _writes.Values.Where(write => scope.Covers(write.Draft.Key, write.Draft.Options.Tags)))
            {
                write.IsVoid = true;
            }

            return barrier;
        }
    }

    public async Task RemoveAsync(StoreBarrier barrier)
    {
        var limit = new CancellationTokenSource();
        var call = Start(() => Remove(barrier.Scope, limit.Token).AsTask());
        if (await EndsInTimeAsync(call, limit, CancellationToken.None))
        {
            Lower(barrier);
        }
    }

    // Null when an earlier write of the key has not ended: that one is void now, and the key is written another time.
    public StoreWrite<TValue>? BeginWrite(CacheDraft<TValue> draft, TimeSpan life)
    {
        lock (_lock)
        {
            if (_writes.TryGetValue(draft.Key, out var earlier))
            {
                earlier.IsVoid = true;
                return null;
            }

            var write = new StoreWrite<TValue>(draft, life);
            _writes.Add(draft.Key, write);
            _underWay.Add(write);
            return write;
        }
    }

    public async Task WriteAsync(StoreWrite<TValue> write)
    {
        try
        {
            if (Pack(write) is { } item && await SetAsync(write, item) && write.Replaces is { } barrier)
            {
                Lower(barrier);
            }
        }
        finally
        {
            await EndWriteAsync(write);
            write.Done.TrySetResult();
            Forget(write);
        }
    }

    public Task FlushAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Of the writes of a key there may be one that is new and others whose values are being taken back.
            return Task.WhenAll(_underWay.Select(write => write.Done.Task)).WaitAsync(cancellationToken);
        }
    }

    // Gives the barriers that are up now: one that is lowered while the store is read still stops what was read before.
    private bool TryBeginRead(string key, out StoreBarrier[] raised)
    {
        lock (_lock)
        {
            raised = _barriers.ToArray();
            return !_writes.ContainsKey(key);
        }
    }

    private void Forget(StoreWrite<TValue> write)
    {
        lock (_lock)
        {
            _underWay.Remove(write);
        }
    }

    private void Lower(StoreBarrier barrier)
    {
        lock (_lock)
        {
            _barriers.Lower(barrier);
        }
    }

    private async Task<bool> SetAsync(StoreWrite<TValue> write, CacheStoreItem item)
    {
        var limit = new CancellationTokenSource();
        var call = Start(() => options.Store.SetAsync(write.Draft.Key, item, limit.Token).AsTask());
        var isInTime = await EndsInTimeAsync(call, limit, CancellationToken.None);
        if (!isInTime)
        {
            // It may still arrive, and until then what the store has for the key means nothing; nobody waits for that.
            write.Done.TrySetResult();
            await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        return isInTime;
    }

    private async Task EndWriteAsync(StoreWrite<TValue> write)
    {
        StoreBarrier? barrier;
        lock (_lock)
        {
            _writes.Remove(write.Draft.Key);
            barrier = write.IsVoid ? new(new(CacheScopeKind.Key, write.Draft.Key), clock.UtcNow) : null;
            if (barrier is not null)
            {
                _barriers.Raise(barrier);
            }
        }

        if (barrier is not null)
        {
            await RemoveAsync(barrier);
        }
    }

    private ValueTask Remove(CacheScope scope, CancellationToken cancellationToken) => scope.Kind switch
    {
        CacheScopeKind.Key => options.Store.RemoveAsync(scope.Text, cancellationToken),
        CacheScopeKind.Tag => options.Store.RemoveByTagAsync(scope.Text, cancellationToken),
        _ => options.Store.ClearAsync(scope.Text, cancellationToken),
    };

    // A task of its own for the call: a store may block its thread where it should not.
    private Task<T> Start<T>(Func<Task<T>> call) => Task.Factory
        .StartNew(call, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();

    private Task Start(Func<Task> call) => Task.Factory
        .StartNew(call, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();

    private async Task<bool> EndsInTimeAsync(Task call, CancellationTokenSource limit, CancellationToken cancellationToken)
    {
        try
        {
            await call.WaitAsync(options.Timeout, clock.Provider, cancellationToken);
            return true;
        }
        catch (Exception)
        {
            // Whoever asked is gone, which says nothing about the store.
            counters.Count(CacheEvent.StoreFailure, cancellationToken.IsCancellationRequested ? 0 : 1);
            _ = limit.CancelAsync();
            _ = call.ContinueWith(
                static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return false;
        }
    }

    private CacheStoreItem? Pack(StoreWrite<TValue> write)
    {
        try
        {
            var payload = new ArrayBufferWriter<byte>();
            if (write.Draft.Value is { } value)
            {
                options.Serializer.Serialize(value, payload);
            }

            var freshUntil = Add(clock.UtcNow, write.Life);
            var usableUntil = write.Draft.Options.StaleFor is { } more ? Add(freshUntil, more) : freshUntil;
            var envelope = new CacheEnvelope
            {
                ValueVersion = options.Serializer.Version,
                IsNull = write.Draft.Value is null,
                BeganUtc = write.Draft.BeganUtc,
                FreshUntilUtc = freshUntil,
                UsableUntilUtc = usableUntil,
                Tags = write.Draft.Options.Tags,
                Payload = payload.WrittenMemory,
            };
            return new()
            {
                Bytes = envelope.ToBytes(write.Draft.Key),
                TimeToLive = usableUntil == DateTimeOffset.MaxValue ? null : usableUntil - clock.UtcNow,
                Tags = write.Draft.Options.Tags,
            };
        }
        catch (Exception)
        {
            counters.Count(CacheEvent.SerializationFailure);
            return null;
        }
    }

    private StoredValue<TValue>? Read(string key, ReadOnlyMemory<byte> bytes, StoreBarrier[] raised)
    {
        if (!CacheEnvelope.TryRead(key, bytes, out var envelope)
            || envelope.ValueVersion != options.Serializer.Version
            || !TryUnpack(envelope, out var value))
        {
            counters.Count(CacheEvent.StoreDamage);
            return null;
        }

        var isStopped = Array.Exists(raised, barrier => barrier.Stops(key, envelope.Tags, envelope.BeganUtc));
        lock (_lock)
        {
            isStopped |= _barriers.Stop(key, envelope.Tags, envelope.BeganUtc);
        }

        if (isStopped || envelope.UsableUntilUtc <= clock.UtcNow)
        {
            counters.Count(CacheEvent.StoreMiss);
            return null;
        }

        return new(value, Translate(envelope.FreshUntilUtc), Translate(envelope.UsableUntilUtc), envelope.Tags);
    }

    private bool TryUnpack(CacheEnvelope envelope, out TValue value)
    {
        value = default!;
        if (envelope.IsNull)
        {
            return value is null;
        }

        try
        {
            value = options.Serializer.Deserialize(envelope.Payload.Span);
            return value is not null;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static DateTimeOffset Add(DateTimeOffset time, TimeSpan life) =>
        life == Timeout.InfiniteTimeSpan || life > DateTimeOffset.MaxValue - time ? DateTimeOffset.MaxValue : time + life;

    private long Translate(DateTimeOffset time)
    {
        if (time == DateTimeOffset.MaxValue)
        {
            return CacheClock.Never;
        }

        var left = time - clock.UtcNow;
        return left <= TimeSpan.Zero ? clock.Now : clock.After(clock.Now, left);
    }
}
