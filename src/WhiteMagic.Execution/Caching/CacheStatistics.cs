namespace WhiteMagic.Execution.Caching;

/// <summary>Counts what a cache holds and what happened since it was made.</summary>
public sealed record CacheStatistics
{
    /// <summary>How many entries are held now, those past their life that nobody asked for since included.</summary>
    public required int Entries { get; init; }

    /// <summary>What the held entries weigh together.</summary>
    public required long Weight { get; init; }

    /// <summary>Calls answered at once from a fresh entry, remembered failures included.</summary>
    public required long Hits { get; init; }

    /// <summary>Calls that found no fresh entry, whether they began a computation or joined one.</summary>
    public required long Misses { get; init; }

    /// <summary>Computations begun.</summary>
    public required long Computations { get; init; }

    /// <summary>Computations that threw or passed their deadline.</summary>
    public required long Failures { get; init; }

    /// <summary>Computations, among the failures, that passed their deadline.</summary>
    public required long Timeouts { get; init; }

    /// <summary>Computations cancelled because nobody waited any more.</summary>
    public required long Abandonments { get; init; }

    /// <summary>Entries removed to make room.</summary>
    public required long Evictions { get; init; }

    /// <summary>Values given and not kept, since they weigh too much or could not be weighed.</summary>
    public required long Rejections { get; init; }

    /// <summary>Calls answered with a value past its life because the computation failed.</summary>
    public required long StaleServes { get; init; }

    /// <summary>Values taken from the second level in place of a computation.</summary>
    public required long StoreHits { get; init; }

    /// <summary>Times the second level answered that it has nothing usable.</summary>
    public required long StoreMisses { get; init; }

    /// <summary>Calls to the second level that threw or took too long.</summary>
    public required long StoreFailures { get; init; }

    /// <summary>Bytes of the second level that were damaged, of another version, or could not be read.</summary>
    public required long StoreDamages { get; init; }

    /// <summary>Values that could not be turned into bytes for the second level.</summary>
    public required long SerializationFailures { get; init; }
}
