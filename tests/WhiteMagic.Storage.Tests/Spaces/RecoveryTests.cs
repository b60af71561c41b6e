using WhiteMagic.Memories;
using WhiteMagic.Spaces;
using WhiteMagic.Storage.Files;
using WhiteMagic.Storage.Tests.Files;

namespace WhiteMagic.Storage.Tests.Spaces;

public sealed class RecoveryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_AfterACrashAtAnyCall_ShowsWhatStaysSo(bool after)
    {
        var seen = new HashSet<string>();
        bool finished = false;
        for (int failAt = 1; !finished; failAt++)
        {
            await using var bench = new StoreBench();
            bench.Put("a.md", StoreBench.Memory("Alpha", "apples"), "long_term");

            // Indexed, so that the next to open finds nothing to index.
            await StoreBench.TitlesAsync(await bench.OpenAsync());
            await bench.CloseAsync();
            finished = await ArchiveAsync(bench, failAt, after);

            IMemorySpace space = await bench.OpenAsync();
            string[] active = await StoreBench.TitlesAsync(space);
            await StoreBench.CreateAsync(space, "Beta");
            string[] expected = [.. active, "Beta"];
            Assert.Equal(expected, await StoreBench.TitlesAsync(space));
            Assert.Equal(["Alpha", "Beta"], await StoreBench.TitlesAsync(space, archived: true));
            seen.Add(string.Concat(active));
        }

        Assert.Equal(["", "Alpha"], seen.Order(StringComparer.Ordinal));
    }

    private static async Task<bool> ArchiveAsync(StoreBench bench, int failAt, bool after)
    {
        var operations = new FaultyFileOperations(PhysicalFileOperations.Instance) { FailAt = failAt, CrashAfter = after };
        try
        {
            IMemorySpace space = await bench.OpenAsync(operations: operations);
            await space.DeleteAsync(MemoryId.Parse("a"), cancellationToken: Cancel);
            return operations.Calls < failAt;
        }
        catch (CrashException)
        {
            return false;
        }
    }
}
