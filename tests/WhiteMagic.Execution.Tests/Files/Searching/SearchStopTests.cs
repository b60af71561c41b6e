using WhiteMagic.Execution.Files.Searching;
using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Files.Searching;

public sealed class SearchStopTests : IAsyncDisposable
{
    private readonly SearchBench _bench = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Search_PoolStoppedBeforeMoreWorkersCome_IsFinishedByThoseThatWork()
    {
        Enumerable.Range(0, 300).ToList().ForEach(i => _bench.Write($"{i % 9}/f{i}", "needle"));
        var pool = new WorkerPool(new() { Name = "stopped", Limit = 64, UsesOwnThreads = true });
        var disk = new SlowDisk();
        var time = new ManualTime();
        FileSearch search = disk.Searcher(pool, time).Search(SearchPattern.Literal("needle"), [_bench.Root]);
        Task<List<ItemOutcome<FileMatches>>> all = SearchBench.AllAsync(search);
        await disk.WaitForAsync(1, Cancel);

        Task stopping = pool.StopAsync(Cancel);
        for (int file = 0; file < 20; file++)
        {
            await disk.WaitForAsync(1, Cancel);
            time.Advance(TimeSpan.FromMilliseconds(1));
            disk.LetOneThrough();
        }

        disk.Open();
        Assert.Equal(300, (await all).Count(static outcome => outcome.IsSuccess));
        await stopping;
    }

    [Fact]
    public async Task Search_AWorkerFreeJustAsItIsRefused_IsTaken()
    {
        _bench.Write("f", "needle");

        Assert.Single(await SearchBench.AllAsync(new FileSearcher(new LateFreePool()).Search(SearchPattern.Literal("needle"), [_bench.Root])));
    }
}
