namespace WhiteMagic.Execution.Caching;

/// <summary>Says how long a value is kept, what else is kept in its place, and how long its computation may take.</summary>
/// <remarks>
/// Every value is checked where it is set. A lifetime is greater than zero, or <see cref="Timeout.InfiniteTimeSpan"/>
/// for one without an end. Options may be kept and shared between calls: they never change.
/// </remarks>
public sealed record CacheEntryOptions
{
    /// <summary>How long a value is fresh, counted from when it was computed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public required TimeSpan Ttl { get; init => field = CacheArgument.CheckLifetime(value, nameof(Ttl)); }

    /// <summary>How long a null is kept as an answer; null, as at first, to keep none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan? NullTtl { get; init => field = CacheArgument.CheckLifetime(value, nameof(NullTtl)); }

    /// <summary>
    /// How long a failure is remembered and given again without a new computation; null, as at first, for none. Where a
    /// stale value is served in place of the failure, it is served for as long.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan? FailureTtl { get; init => field = CacheArgument.CheckLifetime(value, nameof(FailureTtl)); }

    /// <summary>
    /// How long after its end of life a value still stands in when the computation fails or passes its deadline; null, as
    /// at first, for never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero or negative.</exception>
    public TimeSpan? StaleFor { get; init => field = CacheArgument.CheckLifetime(value, nameof(StaleFor)); }

    /// <summary>
    /// How long a computation may take before those who wait for it get a <see cref="TimeoutException"/>: 5 minutes unless
    /// said, <see cref="Timeout.InfiniteTimeSpan"/> for no deadline.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero, negative or more than 49 days.</exception>
    public TimeSpan Deadline { get; init => field = CacheArgument.CheckTimeout(value, nameof(Deadline)); } =
        TimeSpan.FromMinutes(5);

    /// <summary>The names by which the value can be removed along with others: at most 64, of 1 to 256 characters.</summary>
    /// <exception cref="ArgumentException">One is null, empty or too long, or there are too many.</exception>
    public IReadOnlyList<string> Tags { get; init => field = CacheArgument.CheckTags(value, nameof(Tags)); } = [];
}
