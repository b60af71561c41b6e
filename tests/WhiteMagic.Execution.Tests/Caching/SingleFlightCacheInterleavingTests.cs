namespace WhiteMagic.Execution.Tests.Caching;

public sealed class SingleFlightCacheInterleavingTests
{
    [Fact]
    public void RandomPrograms_InEveryOrderTried_KeepWhatTheCachePromises()
    {
        var reads = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            using var program = new CacheProgram(seed);
            try
            {
                program.Run();
            }
            catch (Exception error)
            {
                throw new InvalidOperationException($"Seed {seed}: {error.Message}", error);
            }

            reads += program.Reads;
        }

        Assert.True(reads > 5_000, $"Only {reads} reads gave a value.");
    }
}
