using WhiteMagic.Execution.Workers;
using WhiteMagic.Memories;

namespace WhiteMagic.Tests.Memories;

public sealed class WorkAheadTests : IAsyncDisposable
{
    private readonly WorkerPool _pool = new(new WorkerPoolOptions { Name = "test", Limit = 1, UsesOwnThreads = true });

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task GetAsync_WhenNoWorkerIsFree_DoesTheWorkItself()
    {
        var free = new TaskCompletionSource();
        Task busy = _pool.RunAsync(_ => free.Task, CancellationToken.None);

        var ahead = new WorkAhead<int>(static () => ValueTask.FromResult(Environment.CurrentManagedThreadId));
        ahead.Offer(_pool);

        Assert.Equal(Environment.CurrentManagedThreadId, await ahead.GetAsync());
        free.SetResult();
        await busy;
    }

    [Fact]
    public async Task GetAsync_WhenAWorkerCame_GivesWhatItMade()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int runs = 0;
        var ahead = new WorkAhead<int>(() =>
        {
            begun.SetResult();
            return ValueTask.FromResult(++runs);
        });
        ahead.Offer(_pool);
        await begun.Task;

        Assert.Equal(1, await ahead.GetAsync());
        Assert.Equal(1, await ahead.GetAsync());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task GetAsync_WhenTheWorkFails_ThrowsWhatItThrew()
    {
        var ahead = new WorkAhead<int>(static () => throw new IOException("no disk"));
        ahead.Offer(_pool);

        IOException failure = await Assert.ThrowsAsync<IOException>(ahead.GetAsync);
        Assert.Equal("no disk", failure.Message);
    }
}
