using WhiteMagic.Execution.Workers;
using WhiteMagic.Search;

namespace WhiteMagic.Tests.Search;

public sealed class SharedWorkTests : IAsyncDisposable
{
    private readonly WorkerPool _pool = new(new WorkerPoolOptions { Name = "test", Limit = 1, UsesOwnThreads = true });

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task CloseAsync_WaitsForAHelperThatCame()
    {
        var work = new SharedWork(2);
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var allowed = new TaskCompletionSource();
        work.Invite(_pool, async () =>
        {
            joined.SetResult();
            await allowed.Task;
        });
        await joined.Task;

        Task closed = work.CloseAsync();

        Assert.False(closed.IsCompleted);
        allowed.SetResult();
        await closed;
    }

    [Fact]
    public async Task CloseAsync_WaitsForNobodyWhenNoWorkerIsFree()
    {
        var work = new SharedWork(1);
        var free = new TaskCompletionSource();
        Task busy = _pool.RunAsync(_ => free.Task, CancellationToken.None);
        bool helped = false;

        work.Invite(_pool, () =>
        {
            helped = true;
            return Task.CompletedTask;
        });
        await work.CloseAsync();

        free.SetResult();
        await busy;
        Assert.False(helped);
    }

    [Fact]
    public async Task CloseAsync_WhenTheHelperFails_ThrowsWhatItThrew()
    {
        var work = new SharedWork(1);
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        work.Invite(_pool, () =>
        {
            joined.SetResult();
            throw new IOException("no file");
        });
        await joined.Task;

        await Assert.ThrowsAsync<IOException>(work.CloseAsync);
    }

    [Fact]
    public void EachPiece_IsTakenOnce()
    {
        var work = new SharedWork(3);
        int[] taken = new int[3];

        Parallel.For(0, 8, _ =>
        {
            while (work.TryTake(out int next))
            {
                Interlocked.Increment(ref taken[next]);
            }
        });

        Assert.Equal([1, 1, 1], taken);
    }
}
