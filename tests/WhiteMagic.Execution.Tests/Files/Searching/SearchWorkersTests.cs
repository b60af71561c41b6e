using WhiteMagic.Execution.Files.Searching;

namespace WhiteMagic.Execution.Tests.Files.Searching;

/// <summary>How many workers a search finds out that it needs.</summary>
public sealed class SearchWorkersTests : IAsyncDisposable
{
    private readonly SearchBench _bench = new();

    public SearchWorkersTests() => Enumerable.Range(0, 1_000).ToList().ForEach(i => _bench.Write($"{i % 50}/f{i}", "needle"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Search_OfFilesInMemory_UsesAWorkerForEachProcessorAtMost()
    {
        // No file takes any time by this clock.
        FileSearch search = new FileSearcher(_bench.Workers, null, new ManualTime()).Search(SearchPattern.Literal("needle"), [_bench.Root]);

        Assert.Equal(1_000, (await SearchBench.AllAsync(search)).Count);
        Assert.InRange(search.Statistics.Workers, 1, Environment.ProcessorCount);
    }

    [Fact]
    public async Task Search_BehindASlowDisk_BringsInWorkersUntilManyWait()
    {
        var (disk, time) = (new SlowDisk(), new ManualTime());
        FileSearch search = disk.Searcher(_bench.Workers, time).Search(SearchPattern.Literal("needle"), [_bench.Root]);
        Task<List<ItemOutcome<FileMatches>>> all = SearchBench.AllAsync(search);

        while (disk.Waiting < 16)
        {
            await disk.WaitForAsync(Math.Max(1, search.Statistics.Workers), Cancel);
            time.Advance(TimeSpan.FromMilliseconds(1));
            disk.LetOneThrough();
        }

        disk.Open();
        Assert.Equal(1_000, (await all).Count);
        Assert.InRange(search.Statistics.Workers, 16, 64);
    }

    [Fact]
    public async Task Search_BehindASlowDisk_BringsInNoMoreThanItMay()
    {
        var (disk, time) = (new SlowDisk(), new ManualTime());
        FileSearcher searcher = new(_bench.Workers, new FileSearchOptions { MaxWorkers = 1 }, time) { NewFile = () => new SlowFile(disk) };
        FileSearch search = searcher.Search(SearchPattern.Literal("needle"), [_bench.Root]);
        Task<List<ItemOutcome<FileMatches>>> all = SearchBench.AllAsync(search);
        for (int file = 0; file < 50; file++)
        {
            await disk.WaitForAsync(1, Cancel);
            time.Advance(TimeSpan.FromMilliseconds(1));
            disk.LetOneThrough();
        }

        disk.Open();
        Assert.Equal(1_000, (await all).Count);
        Assert.Equal(1, search.Statistics.Workers);
    }
}
