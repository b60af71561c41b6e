namespace WhiteMagic.Execution.Caching;

/// <summary>Keeps bytes by key, for a while: the second level of a cache.</summary>
/// <remarks>
/// Called by many threads at once. It may throw, or never answer: the cache waits for its own limit and goes on without it.
/// Keys and prefixes compare by their characters alone (ordinal).
/// </remarks>
public interface ICacheStore
{
    /// <summary>Finds what is kept under a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The bytes as they were set, or null when there are none or their time is over.</returns>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keeps bytes under a key in place of what was there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="item">The bytes, for how long, and by which tags they can be removed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when a reader would find the bytes.</returns>
    ValueTask SetAsync(string key, CacheStoreItem item, CancellationToken cancellationToken);

    /// <summary>Removes what is kept under a key, if anything is.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when no reader would find it.</returns>
    ValueTask RemoveAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes everything that was set with a tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when no reader would find any of it.</returns>
    ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken);

    /// <summary>Removes everything whose key begins with a prefix, and nothing of anyone else's.</summary>
    /// <param name="prefix">The prefix; empty for everything that this store was given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when no reader would find any of it.</returns>
    ValueTask ClearAsync(string prefix, CancellationToken cancellationToken);
}
