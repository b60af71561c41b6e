using WhiteMagic.Execution.Caching;

namespace WhiteMagic.Testing.Worker;

/// <summary>Computes values for which there is not enough memory, many callers for each.</summary>
internal static class CacheTrial
{
    private const int Keys = 32;
    private const int CallersForEach = 8;
    private const int Large = 16 << 20;

    /// <summary>Tells how many callers had a value and how many were told that there is no memory, and then whether a small one fits.</summary>
    public static async Task RunAsync(TextWriter output)
    {
        using var cache = new SingleFlightCache<byte[]>();
        for (int round = 0; round < 5; round++)
        {
            bool[] had = await Task.WhenAll(Enumerable.Range(0, Keys * CallersForEach).Select(caller => HasAsync(cache, $"{round}/{caller % Keys}", Large)));
            await output.WriteLineAsync($"{had.Count(static value => value)} {had.Count(static value => !value)}");
            await cache.ClearAsync();
            await output.WriteLineAsync(await HasAsync(cache, "small", 16) && await HasAsync(cache, "large", Large) ? "goes on" : "is broken");
            await cache.ClearAsync();
        }
    }

    private static async Task<bool> HasAsync(SingleFlightCache<byte[]> cache, string key, int bytes)
    {
        try
        {
            byte[] value = await cache.GetOrComputeAsync(key, _ => ComputeAsync(bytes), Timeout.InfiniteTimeSpan);
            return value.Length == bytes ? true : throw new InvalidDataException("It is another value.");
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    private static async ValueTask<byte[]> ComputeAsync(int bytes)
    {
        await Task.Yield();
        return new byte[bytes];
    }
}
