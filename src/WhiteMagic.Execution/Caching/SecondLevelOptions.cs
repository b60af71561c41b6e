namespace WhiteMagic.Execution.Caching;

/// <summary>Names a second level, how values become bytes for it, and how long it may take to answer.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
public sealed record SecondLevelOptions<TValue>
{
    /// <summary>Where the bytes are kept.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public required ICacheStore Store
    {
        get;
        init => field = CacheArgument.CheckPresent(value, nameof(Store));
    }

    /// <summary>How values become bytes and bytes values.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    public required ICacheSerializer<TValue> Serializer
    {
        get;
        init => field = CacheArgument.CheckPresent(value, nameof(Serializer));
    }

    /// <summary>How long one call to the store may take before it counts as a miss: half a second unless said.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is zero, negative or more than 49 days.</exception>
    public TimeSpan Timeout { get; init => field = CacheArgument.CheckTimeout(value, nameof(Timeout)); } =
        TimeSpan.FromMilliseconds(500);
}
