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

        var ahead = WorkAhead<int>.Offer(_pool, static () => ValueTask.FromResult(Environment.CurrentManagedThreadId));

        Assert.Equal(Environment.CurrentManagedThreadId, await ahead.GetAsync());
        free.SetResult();
        await busy;
    }

    [Fact]
    public async Task GetAsync_WhenAWorkerCame_GivesWhatItMade()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int runs = 0;
        var ahead = WorkAhead<int>.Offer(_pool, () =>
        {
            begun.SetResult();
            return ValueTask.FromResult(++runs);
        });
        await begun.Task;

        Assert.Equal(1, await ahead.GetAsync());
        Assert.Equal(1, await ahead.GetAsync());
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task GetAsync_WhenTheWorkFails_ThrowsWhatItThrew()
    {
        var ahead = WorkAhead<int>.Offer(_pool, static () => throw new IOException("no disk"));

        IOException failure = await Assert.ThrowsAsync<IOException>(ahead.GetAsync);
        Assert.Equal("no disk", failure.Message);
    }
}
