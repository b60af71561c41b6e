namespace WhiteMagic.Execution.Caching;

/// <summary>Bounds a cache and names what it works with.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed record SingleFlightCacheOptions<TValue>
{
    /// <summary>The name that metrics carry; caches of one name are counted together.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public string Name
    {
        get;
        init => field = CacheArgument.CheckPresent(value, nameof(Name));
    } = "cache";

    /// <summary>How many entries are held at most: 10,000 unless said, <see cref="int.MaxValue"/> for no bound.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxEntries
    {
        get;
        init => field = CacheArgument.CheckPositive(value, nameof(MaxEntries));
    } = 10_000;

    /// <summary>What all entries weigh together at most, in the unit of <see cref="Weigh"/>; no bound unless said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public long MaxWeight
    {
        get;
        init => field = CacheArgument.CheckPositive(value, nameof(MaxWeight));
    } = long.MaxValue;

    /// <summary>
    /// Tells what an entry weighs, such as its bytes; null for nothing. An entry for which it throws or gives less than
    /// zero, or more than <see cref="MaxWeight"/>, is given to the callers and not kept.
    /// </summary>
    public Func<string, TValue, long>? Weigh { get; init; }

    /// <summary>How many characters a key has at most: 1,024 unless said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxKeyLength
    {
        get;
        init => field = CacheArgument.CheckPositive(value, nameof(MaxKeyLength));
    } = 1_024;

    /// <summary>
    /// The clock of lifetimes and deadlines; the system's unless said, by which a lifetime is right to some milliseconds.
    /// </summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public TimeProvider TimeProvider
    {
        get;
        init => field = CacheArgument.CheckPresent(value, nameof(TimeProvider));
    } = TimeProvider.System;

    /// <summary>Where computations run; the shared thread pool unless said.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public TaskScheduler Scheduler
    {
        get;
        init => field = CacheArgument.CheckPresent(value, nameof(Scheduler));
    } = TaskScheduler.Default;

    /// <summary>Where values are kept beyond this process; null, as at first, for nowhere.</summary>
    public SecondLevelOptions<TValue>? SecondLevel { get; init; }
}
