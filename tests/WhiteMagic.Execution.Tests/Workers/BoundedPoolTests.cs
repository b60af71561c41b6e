using WhiteMagic.Execution.Workers;

namespace WhiteMagic.Execution.Tests.Workers;

public sealed class BoundedPoolTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhenFree_AfterTheOtherPoolWasStopped_StillTellsWhoWaitsForThoseWhoWork()
    {
        WorkerPool pool = Pools.Create(4, ownThreads: false);
        var bounded = new BoundedPool(pool, 1);
        var work = new TaskCompletionSource();
        Assert.True(bounded.TryStart(() => work.Task));
        Task stopping = pool.StopAsync(Cancellation);
        var told = new TaskCompletionSource();

        using IDisposable free = bounded.WhenFree(told.SetResult);
        Assert.False(bounded.TryStart(static () => Task.CompletedTask));
        work.SetResult();

        await told.Task;
        Assert.Throws<ObjectDisposedException>(() => bounded.TryStart(static () => Task.CompletedTask));
        await stopping;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task New_WithoutRoomForAnybody_IsRefused(int most)
    {
        await using WorkerPool pool = Pools.Create(4, ownThreads: false);

        Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedPool(pool, most));
    }
}
